package dev.nnc.compiler.semantic.library.optimizer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Optimizer;

/**
 * RAdam, {@code torch.optim.RAdam} (Liu and others, 2020): Adam whose step is scaled by how much is known of the mean of
 * squares, and which leaves that mean out while next to nothing is known. {@code decay} is the weight of an L2 penalty that is
 * part of the gradient.
 */
final class Radam {
    static final Builtin<Optimizer> RADAM = Builtin.of(
            "radam",
            Radam::of,
            OptimizerBuilder.moments(1e-3, Formal.number("decay").orElse(0.0)));

    private Radam() {}

    private static Optimizer of(Call call) {
        return new OptimizerBuilder(call)
                .moments()
                .unlessZero("decay")
                .slot("mean")
                .slot("squares")
                .build(Radam::formulas);
    }

    private static void formulas(Step step) {
        Arithmetic math = step.math;
        int gradients = step.penalized();
        int mean = step.average("mean", gradients, "beta1");
        int squares = step.averageOfSquares("squares", gradients, "beta2");
        int limit = math.shift(math.div(math.scalar(2), step.complement(step.setting("beta2"))), -1);
        int faded = math.mul(math.scale(step.number(), 2), math.pow(step.setting("beta2"), step.number()));
        int known = math.sub(limit, math.div(faded, step.bias("beta2")));
        int enough = math.gt(known, math.scalar(5));
        int trust = math.mul(rectification(math, known, limit), math.sqrt(step.bias("beta2")));
        int adapted = math.select(enough, trust, math.scalar(0));
        int plain = math.select(enough, math.scalar(0), math.scalar(1));
        int scale = math.add(math.div(adapted, math.add(math.sqrt(squares), step.setting("epsilon"))), plain);
        int pace = math.div(step.rate(), step.bias("beta1"));
        step.descend(math.mul(math.mul(mean, pace), scale));
    }

    /** {@code sqrt((r - 4) (r - 2) l / ((l - 4) (l - 2) r))}: the share of the variance at {@code r} of that at {@code l}. */
    private static int rectification(Arithmetic math, int known, int limit) {
        int above = math.mul(math.mul(math.shift(known, -4), math.shift(known, -2)), limit);
        int below = math.mul(math.mul(math.shift(limit, -4), math.shift(limit, -2)), known);
        return math.sqrt(math.div(above, below));
    }
}
