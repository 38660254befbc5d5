package dev.nnc.compiler.semantic.library.optimizer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Optimizer;

/**
 * NAdam, {@code torch.optim.NAdam} (Dozat, 2016): Adam with Nesterov's momentum, which grows as {@code mu(t) = beta1 * (1 -
 * 0.96^(t * growth) / 2)}: {@code w = w - rate * ((1 - mu(t)) / (1 - p) * g + mu(t + 1) / (1 - p * mu(t + 1)) * m) /
 * (sqrt(v / (1 - beta2^t)) + epsilon)}, where {@code p} is the product of {@code mu(1)} to {@code mu(t)}.
 *
 * <p>{@code growth} is PyTorch's {@code momentum_decay}; {@code decay} is the weight of an L2 penalty in the gradient.
 */
final class Nadam {
    static final Builtin<Optimizer> NADAM = Builtin.of(
            "nadam",
            Nadam::of,
            OptimizerBuilder.moments(
                    2e-3,
                    Formal.number("growth").orElse(4e-3),
                    Formal.number("decay").orElse(0.0)));

    private Nadam() {}

    private static Optimizer of(Call call) {
        return new OptimizerBuilder(call)
                .moments()
                .number("growth")
                .unlessZero("decay")
                .slot("mean")
                .slot("squares")
                .kept("momentum_product", 1)
                .build(Nadam::formulas);
    }

    private static void formulas(Step step) {
        Arithmetic math = step.math;
        int gradients = step.penalized();
        int mean = step.average("mean", gradients, "beta1");
        int squares = step.averageOfSquares("squares", gradients, "beta2");
        int momentum = momentum(step, step.number());
        int next = momentum(step, math.shift(step.number(), 1));
        int product = step.keep("momentum_product", math.mul(step.setting("momentum_product"), momentum));
        int ofGradients = math.div(math.mul(step.rate(), step.complement(momentum)), step.complement(product));
        int ofMean = math.div(math.mul(step.rate(), next), step.complement(math.mul(product, next)));
        int motion = math.add(math.mul(ofGradients, gradients), math.mul(ofMean, mean));
        int root = math.mul(math.sqrt(squares), math.rsqrt(step.bias("beta2")));
        step.descend(math.div(motion, math.add(root, step.setting("epsilon"))));
    }

    private static int momentum(Step step, int number) {
        Arithmetic math = step.math;
        int power = math.pow(math.scalar(0.96), math.mul(number, step.setting("growth")));
        return math.mul(step.setting("beta1"), step.complement(math.scale(power, 0.5)));
    }
}
