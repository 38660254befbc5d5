package dev.nnc.compiler.semantic.library.optimizer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Optimizer;

/**
 * Adam, {@code torch.optim.Adam} and {@code AdamW} (Kingma and Ba, 2015; Loshchilov and Hutter, 2019): {@code m = beta1 * m +
 * (1 - beta1) * g; v = beta2 * v + (1 - beta2) * g * g; w = w - rate / (1 - beta1^t) * m / (sqrt(v / (1 - beta2^t)) +
 * epsilon)}.
 *
 * <p>{@code decay} is an L2 penalty in the gradient of {@code adam}; {@code adamw} shrinks the parameters by {@code 1 - rate *
 * decay} before the step. With {@code amsgrad} the largest {@code v} so far takes the place of {@code v} (Reddi, Kale and
 * Kumar, 2018).
 */
final class Adam {
    static final Builtin<Optimizer> ADAM = Builtin.of("adam", call -> of(call, false), formals(0.0));
    static final Builtin<Optimizer> ADAMW = Builtin.of("adamw", call -> of(call, true), formals(0.01));

    private Adam() {}

    private static Formal[] formals(double decay) {
        return OptimizerBuilder.moments(
                1e-3,
                Formal.number("decay").orElse(decay),
                Formal.flag("amsgrad").orElse(false));
    }

    private static Optimizer of(Call call, boolean decoupled) {
        boolean amsgrad = call.flag("amsgrad");
        return new OptimizerBuilder(call)
                .moments()
                .unlessZero("decay")
                .slot("mean")
                .slot("squares")
                .slotIf(amsgrad, "largest_squares")
                .build(step -> formulas(step, decoupled, amsgrad));
    }

    private static void formulas(Step step, boolean decoupled, boolean amsgrad) {
        Arithmetic math = step.math;
        int gradients = decoupled ? step.gradients() : step.penalized();
        int mean = step.average("mean", gradients, "beta1");
        int squares = step.averageOfSquares("squares", gradients, "beta2");
        if (amsgrad) {
            squares = step.keep("largest_squares", math.max(step.slot("largest_squares"), squares));
        }
        int meanBias = step.bias("beta1");
        int pace = step.called("pace", () -> math.div(step.rate(), meanBias));
        int squaresBias = step.bias("beta2");
        int correction = step.called("root_correction", () -> math.rsqrt(squaresBias));
        int root = math.mul(math.sqrt(squares), correction);
        int motion = math.div(math.mul(mean, pace), math.add(root, step.setting("epsilon")));
        step.become(math.sub(decoupled ? step.shrunk() : step.parameters(), motion));
    }
}
