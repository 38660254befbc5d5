package dev.nnc.compiler.semantic.library.activation;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.builtin.Value.Scale;

/** Activations with the shape of an S, and those gated by one. */
final class Sigmoids {
    /** {@code sigmoid(x) = 1 / (1 + e^-x)}; its results are probabilities. */
    static final Builtin<Value> SIGMOID = Builtin.of(
            "sigmoid",
            call -> call.result(new Arithmetic(call.graph()).sigmoid(call.node("x")))
                    .withScale(Scale.PROBABILITIES),
            Formal.floats("x"));

    /** {@code tanh(x)}, the hyperbolic tangent. */
    static final Builtin<Value> TANH = Activation.plain("tanh", Arithmetic::tanh);

    /** {@code softsign(x) = x / (1 + |x|)}. */
    static final Builtin<Value> SOFTSIGN =
            Activation.plain("softsign", (math, x) -> math.div(x, math.shift(math.abs(x), 1)));

    /** {@code silu(x) = x * sigmoid(x)} (Hendrycks and Gimpel, 2016). */
    static final Builtin<Value> SILU = Activation.plain("silu", Sigmoids::silu);

    /** {@code swish(x)}: another name for {@code silu} (Ramachandran, Zoph and Le, 2017). */
    static final Builtin<Value> SWISH = Activation.plain("swish", Sigmoids::silu);

    /** {@code hard_sigmoid(x) = min(max(x + 3, 0), 6) / 6}, with slope 0 at both ends. */
    static final Builtin<Value> HARD_SIGMOID = Activation.plain("hard_sigmoid", (math, x) -> {
        int line = math.scale(math.shift(x, 3), 1.0 / 6);
        int capped = math.select(math.ge(x, math.like(x, 3)), math.like(x, 1), line);
        return math.select(Activation.upTo(math, x, -3), math.like(x, 0), capped);
    });

    /** {@code hard_swish(x) = x * min(max(x + 3, 0), 6) / 6}, with slope 0 at -3 and 1 at 3 (Howard and others, 2019). */
    static final Builtin<Value> HARD_SWISH = Activation.plain("hard_swish", (math, x) -> {
        int curve = math.scale(math.mul(x, math.shift(x, 3)), 1.0 / 6);
        int upper = math.select(math.ge(x, math.like(x, 3)), x, curve);
        return math.select(Activation.upTo(math, x, -3), math.like(x, 0), upper);
    });

    private Sigmoids() {}

    private static int silu(Arithmetic math, int x) {
        return math.mul(x, math.sigmoid(x));
    }
}
