package dev.nnc.compiler.semantic.library.optimizer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Optimizer;
import dev.nnc.compiler.semantic.builtin.Rate;

/**
 * Adagrad, {@code torch.optim.Adagrad} (Duchi, Hazan and Singer, 2011): {@code s = s + g * g; w = w - rate * g / (sqrt(s) +
 * epsilon)}. {@code decay} is the weight of an L2 penalty that is part of the gradient.
 */
final class Adagrad {
    static final Builtin<Optimizer> ADAGRAD = Builtin.of(
            "adagrad",
            Adagrad::of,
            Formal.of(Formal.Kind.RATE, "rate").orElse(Rate.constant(1e-2)),
            Formal.number("epsilon").orElse(1e-10),
            Formal.number("decay").orElse(0.0));

    private Adagrad() {}

    private static Optimizer of(Call call) {
        return new OptimizerBuilder(call)
                .number("epsilon")
                .unlessZero("decay")
                .slot("squares")
                .build(Adagrad::formulas);
    }

    private static void formulas(Step step) {
        Arithmetic math = step.math;
        int gradients = step.penalized();
        int squares = step.keep("squares", math.add(step.slot("squares"), math.square(gradients)));
        int root = math.add(math.sqrt(squares), step.setting("epsilon"));
        step.descend(math.div(math.mul(gradients, step.rate()), root));
    }
}
