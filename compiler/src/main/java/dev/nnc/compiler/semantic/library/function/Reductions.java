package dev.nnc.compiler.semantic.library.function;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Lengths;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Axes;
import dev.nnc.compiler.semantic.library.Ranges;
import java.util.ArrayList;
import java.util.List;

/**
 * Reductions over one {@code axis} or a list of them, which stay with size 1 when {@code keep}; without one, over everything,
 * the batch included. Padding counts nowhere.
 */
final class Reductions {
    /** {@code sum(x, axis)}. */
    static final Builtin<Value> SUM = reduction("sum", Reductions::sum);

    /** {@code mean(x, axis)}: the sum over how many there are. */
    static final Builtin<Value> MEAN = reduction("mean", Reductions::mean);

    /**
     * {@code var(x, axis, correction = 1)}: the sum of the squares of what each differs from the mean, over how many there are
     * less {@code correction}. 1 is PyTorch's default and right for a sample; 0 gives the variance of a whole population.
     */
    static final Builtin<Value> VAR = spread("var", Reductions::variance);

    /** {@code std(x, axis, correction = 1)}: the root of {@code var}. */
    static final Builtin<Value> STD =
            spread("std", (call, axes) -> new Arithmetic(call.graph()).sqrt(variance(call, axes)));

    /** {@code logsumexp(x, axis) = log(sum(e^x, axis))}, without overflow. */
    static final Builtin<Value> LOGSUMEXP = reduction("logsumexp", Reductions::logSumExp);

    /** The formula of a reduction. */
    @FunctionalInterface
    interface Formula {
        /** Adds it for the call's {@code x} over some axes, which the result has with size 1 when the call keeps them. */
        int apply(Call call, List<Integer> axes);
    }

    private Reductions() {}

    private static Builtin<Value> reduction(String name, Formula formula) {
        return Builtin.of(
                name,
                call -> call.result(formula.apply(call, axes(call))),
                Formal.floats("x"),
                Formal.axes("axis").optional(),
                Formal.flag("keep").orElse(false));
    }

    private static Builtin<Value> spread(String name, Formula formula) {
        return Builtin.of(
                name,
                call -> call.result(formula.apply(call, axes(call))),
                Formal.floats("x"),
                Formal.axes("axis").optional(),
                Formal.number("correction").orElse(1.0),
                Formal.flag("keep").orElse(false));
    }

    /** The axes that a call reduces: those that it names, or all. */
    static List<Integer> axes(Call call) {
        if (call.has("axis")) {
            return call.axes("axis", call.value("x"));
        }
        TensorType type = call.type("x");
        List<Integer> all = new ArrayList<>(type.hasBatch() ? List.of(0) : List.of());
        all.addAll(Axes.ofExample(type));
        return all;
    }

    /** The largest or smallest element over some axes. */
    static int extreme(Call call, Reduce.Kind kind, List<Integer> axes) {
        Arithmetic math = new Arithmetic(call.graph());
        int filled = Axes.filled(call.graph(), call.node("x"), axes, kind.start());
        return kind == Reduce.Kind.MAX
                ? math.max(filled, axes, call.flag("keep"))
                : math.min(filled, axes, call.flag("keep"));
    }

    private static int sum(Call call, List<Integer> axes) {
        return total(call.graph(), call.node("x"), axes, call.flag("keep"));
    }

    private static int mean(Call call, List<Integer> axes) {
        return mean(call.graph(), call.node("x"), axes, call.flag("keep"));
    }

    /** The sum over axes; over the batch, each example's first, so that its gradient stays with it. */
    private static int total(GraphBuilder graph, int x, List<Integer> axes, boolean keep) {
        Arithmetic math = new Arithmetic(graph);
        int filled = Axes.filled(graph, x, axes, 0);
        if (keep || !graph.type(x).hasBatch() || axes.size() < graph.type(x).rank()) {
            return math.sum(filled, axes, keep);
        }
        return Axes.sum(graph, math.sum(filled, Axes.ofExample(graph.type(x)), false), 0);
    }

    private static int mean(GraphBuilder graph, int x, List<Integer> axes, boolean keep) {
        return over(graph, total(graph, x, axes, keep), Lengths.count(graph, graph.type(x), axes));
    }

    /** A sum over a count, which is of rank 0 or {@code f32[b]}. */
    private static int over(GraphBuilder graph, int sum, int count) {
        Arithmetic math = new Arithmetic(graph);
        if (graph.type(count).isScalar()) {
            return math.div(sum, count);
        }
        return math.div(sum, Axes.spread(graph, count, sum, Axes.ofExample(graph.type(sum))));
    }

    private static int variance(Call call, List<Integer> axes) {
        GraphBuilder graph = call.graph();
        Arithmetic math = new Arithmetic(graph);
        int x = call.node("x");
        int mean = Axes.spread(graph, mean(graph, x, axes, false), x, axes);
        int squares = math.square(math.sub(x, mean));
        int count = Lengths.count(graph, graph.type(x), axes);
        double correction = Ranges.atLeast(call, "correction", 0);
        int freedom = correction == 0 ? count : math.shift(count, -correction);
        return over(graph, total(graph, squares, axes, call.flag("keep")), freedom);
    }

    private static int logSumExp(Call call, List<Integer> axes) {
        GraphBuilder graph = call.graph();
        Arithmetic math = new Arithmetic(graph);
        int x = Axes.filled(graph, call.node("x"), axes, Double.NEGATIVE_INFINITY);
        int largest = math.max(math.stopGradient(x), axes, false);
        // Where the largest is infinite there is nothing to subtract: infinity less itself has no value.
        int infinite = math.eq(math.abs(largest), math.like(largest, Double.POSITIVE_INFINITY));
        int shift = math.select(infinite, math.like(largest, 0), largest);
        int powers = math.exp(math.sub(x, Axes.spread(graph, shift, x, axes)));
        int sum = math.add(math.log(math.sum(powers, axes, false)), shift);
        return call.flag("keep") ? kept(math, sum, graph.type(x), axes) : sum;
    }

    private static int kept(Arithmetic math, int reduced, TensorType type, List<Integer> axes) {
        return math.reshape(reduced, Axes.ones(type, axes));
    }
}
