package dev.nnc.compiler.semantic.library.optimizer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Optimizer;
import dev.nnc.compiler.semantic.builtin.Rate;

/**
 * Rprop, {@code torch.optim.Rprop} (Riedmiller and Braun, 1993): each parameter moves by a length of its own, {@code rate} at
 * first, which grows while its gradient keeps its sign and shrinks where it does not; there, the parameter rests for a step.
 * For batches that hold the whole data.
 */
final class Rprop {
    static final Builtin<Optimizer> RPROP = Builtin.of(
            "rprop",
            Rprop::of,
            Formal.of(Formal.Kind.RATE, "rate").orElse(Rate.constant(1e-2)),
            Formal.number("shrink").orElse(0.5),
            Formal.number("grow").orElse(1.2),
            Formal.number("shortest").orElse(1e-6),
            Formal.number("longest").orElse(50.0));

    private Rprop() {}

    private static Optimizer of(Call call) {
        return new OptimizerBuilder(call)
                .share("shrink")
                .number("grow")
                .positive("shortest")
                .number("longest")
                .slot("last_gradients")
                .slot("lengths")
                .build(Rprop::formulas);
    }

    private static void formulas(Step step) {
        Arithmetic math = step.math;
        int zero = math.scalar(0);
        int agreement = math.mul(step.gradients(), step.slot("last_gradients"));
        int turned = math.lt(agreement, zero);
        int otherwise = math.select(turned, step.setting("shrink"), math.scalar(1));
        int factor = math.select(math.gt(agreement, zero), step.setting("grow"), otherwise);
        // A length begins with the first gradient, so that it stays 0 in padding, which has none.
        int before = step.slot("lengths");
        int started = math.select(math.eq(before, zero), step.rate(), before);
        int free = math.mul(started, factor);
        int bounded = Clipping.between(math, free, step.setting("shortest"), step.setting("longest"));
        int resting = math.and(math.eq(before, zero), math.eq(step.gradients(), zero));
        int lengths = step.keep("lengths", math.select(resting, zero, bounded));
        int gradients = step.keep("last_gradients", math.select(turned, zero, step.gradients()));
        step.descend(math.mul(math.sign(gradients), lengths));
    }
}
