package dev.nnc.compiler.semantic.library.activation;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.builtin.Value.Scale;
import dev.nnc.compiler.semantic.library.Ranges;

/** The softplus and what is made of it. */
public final class Softplus {
    /** {@code softplus(x) = log(1 + e^(sharpness * x)) / sharpness}; {@code sharpness} is PyTorch's {@code beta}. */
    static final Builtin<Value> SOFTPLUS = Activation.with(
            "softplus",
            (math, x, call) -> {
                double sharpness = Ranges.above(call, "sharpness", 0);
                return math.scale(math.softplus(math.scale(x, sharpness)), 1 / sharpness);
            },
            Formal.number("sharpness").orElse(1.0));

    /** {@code log_sigmoid(x) = log(1 / (1 + e^-x))}. */
    static final Builtin<Value> LOG_SIGMOID = Builtin.of(
            "log_sigmoid",
            call -> {
                Arithmetic math = new Arithmetic(call.graph());
                return call.result(math.neg(math.softplus(math.neg(call.node("x")))))
                        .withScale(Scale.LOG_PROBABILITIES);
            },
            Formal.floats("x"));

    /** {@code mish(x) = x * tanh(softplus(x))} (Misra, 2019). */
    static final Builtin<Value> MISH = Activation.plain("mish", (math, x) -> math.mul(x, math.tanh(math.softplus(x))));

    private Softplus() {}

    /** {@code log(1 + e^-|x|)}: what the softplus is above {@code max(x, 0)}. */
    public static int excess(Arithmetic math, int x) {
        // Not the absolute value: its slope at 0 is 0, and the left slope is what makes that of the sum 1/2 there.
        return math.softplus(math.select(Activation.upTo(math, x, 0), x, math.neg(x)));
    }
}
