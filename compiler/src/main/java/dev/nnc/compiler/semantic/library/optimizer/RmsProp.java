package dev.nnc.compiler.semantic.library.optimizer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Optimizer;
import dev.nnc.compiler.semantic.builtin.Rate;

/**
 * RMSprop, {@code torch.optim.RMSprop} (Hinton, 2012): {@code s = alpha * s + (1 - alpha) * g * g; v = momentum * v + g /
 * (sqrt(s) + epsilon); w = w - rate * v}. With {@code centered} the square of the mean gradient is taken off {@code s} (Graves,
 * 2013). {@code decay} is the weight of an L2 penalty that is part of the gradient.
 */
final class RmsProp {
    static final Builtin<Optimizer> RMSPROP = Builtin.of(
            "rmsprop",
            RmsProp::of,
            Formal.of(Formal.Kind.RATE, "rate").orElse(Rate.constant(1e-2)),
            Formal.number("alpha").orElse(0.99),
            Formal.number("epsilon").orElse(1e-8),
            Formal.number("momentum").orElse(0.0),
            Formal.flag("centered").orElse(false),
            Formal.number("decay").orElse(0.0));

    private RmsProp() {}

    private static Optimizer of(Call call) {
        boolean centered = call.flag("centered");
        OptimizerBuilder builder = new OptimizerBuilder(call)
                .share("alpha")
                .number("epsilon")
                .unlessZero("momentum")
                .unlessZero("decay")
                .slot("squares")
                .slotIf(centered, "mean");
        return builder.slotIf(builder.has("momentum"), "velocity").build(step -> formulas(step, centered));
    }

    private static void formulas(Step step, boolean centered) {
        Arithmetic math = step.math;
        int gradients = step.penalized();
        int spread = step.averageOfSquares("squares", gradients, "alpha");
        if (centered) {
            int mean = step.average("mean", gradients, "alpha");
            // Rounding can make the difference negative, which has no root.
            spread = math.max(math.sub(spread, math.square(mean)), math.scalar(0));
        }
        int motion = math.div(gradients, math.add(math.sqrt(spread), step.setting("epsilon")));
        if (step.has("momentum")) {
            int kept = math.mul(step.slot("velocity"), step.setting("momentum"));
            motion = step.keepFading("velocity", math.add(kept, motion));
        }
        step.descend(math.mul(motion, step.rate()));
    }
}
