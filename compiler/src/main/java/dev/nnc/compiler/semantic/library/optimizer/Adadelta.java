package dev.nnc.compiler.semantic.library.optimizer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Optimizer;
import dev.nnc.compiler.semantic.builtin.Rate;

/**
 * Adadelta, {@code torch.optim.Adadelta} (Zeiler, 2012): {@code s = rho * s + (1 - rho) * g * g; d = g * sqrt(a + epsilon) /
 * sqrt(s + epsilon); a = rho * a + (1 - rho) * d * d; w = w - rate * d}. {@code decay} is the weight of an L2 penalty that is
 * part of the gradient.
 */
final class Adadelta {
    static final Builtin<Optimizer> ADADELTA = Builtin.of(
            "adadelta",
            Adadelta::of,
            Formal.of(Formal.Kind.RATE, "rate").orElse(Rate.constant(1)),
            Formal.number("rho").orElse(0.9),
            Formal.number("epsilon").orElse(1e-6),
            Formal.number("decay").orElse(0.0));

    private Adadelta() {}

    private static Optimizer of(Call call) {
        return new OptimizerBuilder(call)
                .share("rho")
                .number("epsilon")
                .unlessZero("decay")
                .slot("squares")
                .slot("moved_squares")
                .build(Adadelta::formulas);
    }

    private static void formulas(Step step) {
        Arithmetic math = step.math;
        int epsilon = step.setting("epsilon");
        int gradients = step.penalized();
        int squares = step.averageOfSquares("squares", gradients, "rho");
        int reach = math.sqrt(math.add(step.slot("moved_squares"), epsilon));
        int motion = math.mul(math.div(reach, math.sqrt(math.add(squares, epsilon))), gradients);
        step.averageOfSquares("moved_squares", motion, "rho");
        step.descend(math.mul(motion, step.rate()));
    }
}
