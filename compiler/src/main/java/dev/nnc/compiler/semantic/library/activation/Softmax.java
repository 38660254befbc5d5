package dev.nnc.compiler.semantic.library.activation;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.builtin.Value.Scale;
import dev.nnc.compiler.semantic.library.Axes;
import java.util.List;

/**
 * The softmax and its logarithm along an axis. The largest element is subtracted first, so that nothing overflows; no gradient
 * flows through it, because it makes no difference to the result.
 */
public final class Softmax {
    /** {@code softmax(x, axis = -1) = e^x / sum(e^x, axis)}; its results are probabilities. */
    static final Builtin<Value> SOFTMAX = Builtin.of(
            "softmax",
            call -> call.result(of(call.graph(), call.node("x"), call.axis("axis", call.value("x"))))
                    .withScale(Scale.PROBABILITIES),
            Formal.floats("x"),
            Formal.axis("axis").orElse(-1));

    /** {@code log_softmax(x, axis = -1) = x - log(sum(e^x, axis))}; its results are logarithms of probabilities. */
    static final Builtin<Value> LOG_SOFTMAX = Builtin.of(
            "log_softmax",
            call -> call.result(logarithm(call.graph(), call.node("x"), call.axis("axis", call.value("x"))))
                    .withScale(Scale.LOG_PROBABILITIES),
            Formal.floats("x"),
            Formal.axis("axis").orElse(-1));

    private Softmax() {}

    /** {@code e^x / sum(e^x)} along an axis of the graph's type. */
    public static int of(GraphBuilder graph, int x, int axis) {
        Arithmetic math = new Arithmetic(graph);
        int powers = math.exp(shifted(graph, x, axis));
        return math.div(powers, Axes.spread(graph, Axes.sum(graph, powers, axis), x, axis));
    }

    /** {@code x - log(sum(e^x))} along an axis of the graph's type. */
    public static int logarithm(GraphBuilder graph, int x, int axis) {
        Arithmetic math = new Arithmetic(graph);
        int shifted = shifted(graph, x, axis);
        return math.sub(shifted, Axes.spread(graph, logOfSum(graph, shifted, axis), x, axis));
    }

    /** {@code x} less its largest element along an axis. */
    public static int shifted(GraphBuilder graph, int x, int axis) {
        Arithmetic math = new Arithmetic(graph);
        int present = Axes.filled(graph, x, List.of(axis), Double.NEGATIVE_INFINITY);
        int largest = math.stopGradient(Axes.reduce(graph, Reduce.Kind.MAX, present, axis));
        return math.sub(present, Axes.spread(graph, largest, x, axis));
    }

    /** {@code log(sum(e^shifted))} along an axis, without the axis. */
    public static int logOfSum(GraphBuilder graph, int shifted, int axis) {
        Arithmetic math = new Arithmetic(graph);
        return math.log(Axes.sum(graph, math.exp(shifted), axis));
    }
}
