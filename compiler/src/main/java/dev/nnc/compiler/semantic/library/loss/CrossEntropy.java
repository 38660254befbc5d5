package dev.nnc.compiler.semantic.library.loss;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Axes;
import dev.nnc.compiler.semantic.library.Classes;
import dev.nnc.compiler.semantic.library.Ranges;
import dev.nnc.compiler.semantic.library.activation.Softmax;

/**
 * {@code -sum(q * log(softmax(x)))} of logits x, where q is 1 for the class of the target and 0 for the others, or the target
 * itself when it holds probabilities; {@code torch.nn.functional.cross_entropy}.
 *
 * <p>{@code smoothing} s takes q to {@code (1 - s) * q + s / classes}. {@code weights} has a factor for each class; with ids,
 * the mean divides by the sum of the factors of the right classes.
 */
public final class CrossEntropy {
    static final Builtin<Value> CROSS_ENTROPY = Builtin.of(
            "cross_entropy",
            CrossEntropy::of,
            Formal.floats("logits").logits("cross_entropy_probabilities"),
            Formal.tensor("target"),
            Formal.number("smoothing").orElse(0.0),
            Formal.of(Formal.Kind.NUMBERS, "weights").optional(),
            Formal.axis("axis").orElse(-1),
            Reduction.FORMAL);

    private CrossEntropy() {}

    private static Value of(Call call) {
        GraphBuilder graph = call.graph();
        ClassTarget target = ClassTarget.of(call, "logits");
        double smoothing = Ranges.within(call, "smoothing", 0, 1);
        int shifted = Softmax.shifted(graph, call.node("logits"), target.axis());
        int logOfSum = Softmax.logOfSum(graph, shifted, target.axis());
        if (target.isIds() && smoothing == 0) {
            Arithmetic math = new Arithmetic(graph);
            int loss = math.sub(logOfSum, Classes.pick(graph, shifted, call.node("target"), target.axis()));
            return target.reduce(target.weighted(loss));
        }
        int logarithms = logarithms(graph, shifted, logOfSum, target.axis());
        return target.reduce(target.smoothed(logarithms, smoothing));
    }

    private static int logarithms(GraphBuilder graph, int shifted, int logOfSum, int axis) {
        return new Arithmetic(graph).sub(shifted, Axes.spread(graph, logOfSum, shifted, axis));
    }

    /** The cross entropy at each position: {@code log(sum(e^x)) - x[id]}, without the axis of the classes. */
    public static int ofIds(GraphBuilder graph, int logits, int ids, int axis) {
        int shifted = Softmax.shifted(graph, logits, axis);
        int picked = Classes.pick(graph, shifted, ids, axis);
        return new Arithmetic(graph).sub(Softmax.logOfSum(graph, shifted, axis), picked);
    }
}
