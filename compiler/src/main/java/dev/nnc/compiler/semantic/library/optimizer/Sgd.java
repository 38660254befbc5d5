package dev.nnc.compiler.semantic.library.optimizer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Optimizer;

/**
 * Gradient descent, {@code torch.optim.SGD}: {@code v = momentum * v + g; w = w - rate * v}, with Nesterov's momentum {@code
 * w = w - rate * (g + momentum * v)}. The {@code v} before the first step is 0.
 *
 * <p>{@code decay} is the weight of an L2 penalty that is part of the gradient.
 */
final class Sgd {
    static final Builtin<Optimizer> SGD = Builtin.of(
            "sgd",
            Sgd::of,
            Formal.of(Formal.Kind.RATE, "rate"),
            Formal.number("momentum").orElse(0.0),
            Formal.flag("nesterov").orElse(false),
            Formal.number("decay").orElse(0.0));

    private Sgd() {}

    private static Optimizer of(Call call) {
        boolean nesterov = call.flag("nesterov");
        OptimizerBuilder builder =
                new OptimizerBuilder(call).unlessZero("momentum").unlessZero("decay");
        if (nesterov && !builder.has("momentum")) {
            throw call.reject("nesterov", "nesterov-without-momentum", "`nesterov` needs a `momentum` above 0");
        }
        return builder.slotIf(builder.has("momentum"), "velocity").build(step -> formulas(step, nesterov));
    }

    private static void formulas(Step step, boolean nesterov) {
        Arithmetic math = step.math;
        int motion = step.penalized();
        if (step.has("momentum")) {
            int momentum = step.setting("momentum");
            int velocity = step.keepFading("velocity", math.add(math.mul(step.slot("velocity"), momentum), motion));
            motion = nesterov ? math.add(motion, math.mul(velocity, momentum)) : velocity;
        }
        step.descend(math.mul(step.rate(), motion));
    }
}
