package dev.nnc.compiler.semantic.library.loss;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Lengths;
import dev.nnc.compiler.semantic.library.Axes;
import java.util.ArrayList;
import java.util.List;

/**
 * How the losses of all elements become one number: their {@code mean} over everything that is there, their {@code sum}, or
 * {@code none}, which leaves them as they are. Padding counts nowhere.
 */
public final class Reduction {
    /** The argument that chooses. */
    static final Formal FORMAL = Formal.word("reduce", "mean", "sum", "none").orElse("mean");

    private Reduction() {}

    /** Reduces the losses of all elements. */
    static int of(Call call, int losses) {
        GraphBuilder graph = call.graph();
        return switch (call.word("reduce")) {
            case "none" -> losses;
            case "sum" -> total(graph, losses);
            default -> mean(graph, losses);
        };
    }

    /** The same with the mean over examples: what an example's elements lose is added up. */
    static int perExample(Call call, int losses) {
        GraphBuilder graph = call.graph();
        return switch (call.word("reduce")) {
            case "none" -> losses;
            case "sum" -> total(graph, losses);
            default -> examples(graph, losses);
        };
    }

    /** The mean over all elements and examples, of rank 0. */
    public static int mean(GraphBuilder graph, int losses) {
        TensorType type = graph.type(losses);
        List<Integer> all = new ArrayList<>(type.hasBatch() ? List.of(0) : List.of());
        all.addAll(Axes.ofExample(type));
        return new Arithmetic(graph).div(total(graph, losses), Lengths.count(graph, type, all));
    }

    private static int examples(GraphBuilder graph, int losses) {
        Arithmetic math = new Arithmetic(graph);
        int total = total(graph, losses);
        return graph.type(losses).hasBatch() ? math.div(total, math.count()) : total;
    }

    /** The sum over all elements and examples, of rank 0: each example's first. */
    public static int total(GraphBuilder graph, int losses) {
        int examples = ofExamples(graph, losses);
        return graph.type(examples).isScalar() ? examples : Axes.sum(graph, examples, 0);
    }

    /** The sum over each example's elements, {@code f32[b]}; of rank 0 when there is no batch. */
    public static int ofExamples(GraphBuilder graph, int x) {
        int filled = Lengths.filled(graph, x, 0);
        return new Arithmetic(graph).sum(filled, Axes.ofExample(graph.type(x)), false);
    }

    /** How many elements each example has: a node of rank 0, or {@code f32[b]} where examples differ. */
    public static int elements(GraphBuilder graph, TensorType type) {
        return Lengths.count(graph, type, Axes.ofExample(type));
    }
}
