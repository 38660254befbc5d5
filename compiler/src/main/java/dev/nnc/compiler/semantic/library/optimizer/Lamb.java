package dev.nnc.compiler.semantic.library.optimizer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Optimizer;
import dev.nnc.compiler.semantic.builtin.Rate;
import java.util.List;

/**
 * LAMB (You et al., "Large batch optimization for deep learning: training BERT in 76 minutes", 2020, algorithm 2): {@code m =
 * beta1 * m + (1 - beta1) * g; v = beta2 * v + (1 - beta2) * g * g; r = m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) +
 * epsilon) + decay * w; w = w - rate * |w| / |r| * r}.
 *
 * <p>Each tensor has norms of its own. The trust ratio {@code |w| / |r|} is 1 where one of the norms is 0, and is not bounded.
 */
final class Lamb {
    static final Builtin<Optimizer> LAMB = Builtin.of(
            "lamb",
            Lamb::of,
            Formal.of(Formal.Kind.RATE, "rate").orElse(Rate.constant(1e-3)),
            Formal.number("beta1").orElse(0.9),
            Formal.number("beta2").orElse(0.999),
            Formal.number("epsilon").orElse(1e-6),
            Formal.number("decay").orElse(0.01));

    private Lamb() {}

    private static Optimizer of(Call call) {
        return new OptimizerBuilder(call)
                .share("beta1")
                .share("beta2")
                .positive("epsilon")
                .unlessZero("decay")
                .slot("mean")
                .slot("squares")
                .build(Optimizer.Scope.TENSOR, Lamb::formulas);
    }

    private static void formulas(Step step) {
        Arithmetic math = step.math;
        int mean = step.average("mean", step.gradients(), "beta1");
        int squares = step.averageOfSquares("squares", step.gradients(), "beta2");
        int root = math.mul(math.sqrt(squares), math.rsqrt(step.bias("beta2")));
        int motion = math.div(math.div(mean, step.bias("beta1")), math.add(root, step.setting("epsilon")));
        if (step.has("decay")) {
            motion = math.add(motion, math.mul(step.setting("decay"), step.parameters()));
        }
        step.descend(math.mul(math.mul(step.rate(), trust(math, step.parameters(), motion)), motion));
    }

    private static int trust(Arithmetic math, int parameters, int motion) {
        int zero = math.scalar(0);
        int weights = norm(math, parameters);
        int length = norm(math, motion);
        int both = math.and(math.gt(weights, zero), math.gt(length, zero));
        return math.select(both, math.div(weights, length), math.scalar(1));
    }

    private static int norm(Arithmetic math, int x) {
        return math.sqrt(math.sum(math.square(x), List.of(0), false));
    }
}
