package dev.nnc.compiler.semantic.library.optimizer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Optimizer;
import dev.nnc.compiler.semantic.builtin.Rate;

/**
 * Lion (Chen and others, "Symbolic discovery of optimization algorithms", 2023): {@code w = w * (1 - rate * decay) - rate *
 * sign(beta1 * m + (1 - beta1) * g); m = beta2 * m + (1 - beta2) * g}.
 */
final class Lion {
    static final Builtin<Optimizer> LION = Builtin.of(
            "lion",
            Lion::of,
            Formal.of(Formal.Kind.RATE, "rate").orElse(Rate.constant(1e-4)),
            Formal.number("beta1").orElse(0.9),
            Formal.number("beta2").orElse(0.99),
            Formal.number("decay").orElse(0.0));

    private Lion() {}

    private static Optimizer of(Call call) {
        return new OptimizerBuilder(call)
                .share("beta1")
                .share("beta2")
                .unlessZero("decay")
                .slot("mean")
                .build(Lion::formulas);
    }

    private static void formulas(Step step) {
        Arithmetic math = step.math;
        int direction = math.sign(step.towards("mean", step.gradients(), "beta1"));
        step.average("mean", step.gradients(), "beta2");
        step.become(math.sub(step.shrunk(), math.mul(direction, step.rate())));
    }
}
