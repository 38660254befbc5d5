package dev.nnc.compiler.semantic.library.function;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Axes;
import dev.nnc.compiler.semantic.library.Ranges;
import java.util.List;

/** Lengths of vectors and angles between them. */
public final class Geometry {
    /** No length that divides is less, as in PyTorch's {@code cosine_similarity}. */
    private static final double SHORTEST = 1e-8;

    /** {@code norm(x, axis) = sqrt(sum(x^2, axis))}, whose slope is 0 where it is 0; over all of x without an axis. */
    static final Builtin<Value> NORM = Builtin.of(
            "norm",
            Geometry::norm,
            Formal.floats("x"),
            Formal.axes("axis").optional(),
            Formal.flag("keep").orElse(false));

    /** {@code normalize(x, axis = -1) = x / max(norm(x, axis), epsilon)}. */
    static final Builtin<Value> NORMALIZE = Builtin.of(
            "normalize",
            call -> {
                int axis = call.axis("axis", call.value("x"));
                return call.result(unit(call.graph(), call.node("x"), axis, Ranges.above(call, "epsilon", 0)));
            },
            Formal.floats("x"),
            Formal.axis("axis").orElse(-1),
            Formal.number("epsilon").orElse(1e-12));

    /** {@code cosine_similarity(a, b, axis = -1) = sum(a * b) / (norm(a) * norm(b))}, no norm being less than 1e-8. */
    static final Builtin<Value> COSINE_SIMILARITY = Builtin.of(
            "cosine_similarity",
            Geometry::cosineSimilarity,
            Formal.floats("a"),
            Formal.floats("b"),
            Formal.axis("axis").orElse(-1));

    private Geometry() {}

    private static Value norm(Call call) {
        GraphBuilder graph = call.graph();
        List<Integer> axes = Reductions.axes(call);
        int squares = Axes.filled(graph, new Arithmetic(graph).square(call.node("x")), axes, 0);
        int sum = new Arithmetic(graph).sum(squares, axes, call.flag("keep"));
        return call.result(root(graph, sum, 0));
    }

    private static Value cosineSimilarity(Call call) {
        Arithmetic math = new Arithmetic(call.graph());
        List<Axis> axes = math.commonAxes(call.node("a"), call.node("b"));
        int first = math.broadcastTo(call.node("a"), axes);
        int second = math.broadcastTo(call.node("b"), axes);
        return call.result(cosine(call.graph(), first, second, call.axis("axis", call.result(first))));
    }

    /** The cosine of the angle between two tensors of one shape along an axis, which the result does not have. */
    public static int cosine(GraphBuilder graph, int a, int b, int axis) {
        Arithmetic math = new Arithmetic(graph);
        int first = unit(graph, a, axis, SHORTEST);
        int second = unit(graph, b, axis, SHORTEST);
        return Axes.sum(graph, math.mul(first, second), axis);
    }

    /** {@code x} over its length along an axis; the length, where it is less than {@code shortest}, counts as that. */
    private static int unit(GraphBuilder graph, int x, int axis, double shortest) {
        Arithmetic math = new Arithmetic(graph);
        int filled = Axes.filled(graph, x, List.of(axis), 0);
        int length = root(graph, Axes.sum(graph, math.square(filled), axis), shortest);
        return math.div(filled, Axes.spread(graph, length, x, axis));
    }

    /** {@code max(sqrt(x), least)}, without a slope at {@code least}: that of the root of 0 would be infinite. */
    private static int root(GraphBuilder graph, int x, double least) {
        Arithmetic math = new Arithmetic(graph);
        int longer = math.gt(x, math.like(x, least * least));
        int root = math.sqrt(math.select(longer, x, math.like(x, 1)));
        return math.select(longer, root, math.like(x, least));
    }
}
