package dev.nnc.compiler.semantic.library.optimizer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Optimizer;

/**
 * Adamax, {@code torch.optim.Adamax} (Kingma and Ba, 2015), Adam with the largest gradient of late in place of the mean of
 * squares: {@code m = beta1 * m + (1 - beta1) * g; u = max(beta2 * u, |g| + epsilon); w = w - rate / (1 - beta1^t) * m / u}.
 * {@code decay} is the weight of an L2 penalty that is part of the gradient.
 */
final class Adamax {
    static final Builtin<Optimizer> ADAMAX = Builtin.of(
            "adamax",
            Adamax::of,
            OptimizerBuilder.moments(2e-3, Formal.number("decay").orElse(0.0)));

    private Adamax() {}

    private static Optimizer of(Call call) {
        return new OptimizerBuilder(call)
                .moments()
                .unlessZero("decay")
                .slot("mean")
                .slot("largest")
                .build(Adamax::formulas);
    }

    private static void formulas(Step step) {
        Arithmetic math = step.math;
        int gradients = step.penalized();
        int mean = step.average("mean", gradients, "beta1");
        int faded = math.mul(step.slot("largest"), step.setting("beta2"));
        int largest = math.max(faded, math.add(math.abs(gradients), step.setting("epsilon")));
        // The floor is not kept, so that what never had a gradient, such as padding, stays 0.
        int above = math.gt(largest, step.setting("epsilon"));
        step.keep("largest", math.select(above, largest, math.scalar(0)));
        int pace = math.div(step.rate(), step.bias("beta1"));
        step.descend(math.div(math.mul(mean, pace), largest));
    }
}
