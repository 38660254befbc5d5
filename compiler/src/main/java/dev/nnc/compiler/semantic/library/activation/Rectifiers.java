package dev.nnc.compiler.semantic.library.activation;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Ranges;

/**
 * Activations made of straight lines. Where two lines meet, the slope is the left one's, as in PyTorch; for {@code relu6} and
 * {@code hard_tanh} it is 0 at both bends. NaN stays NaN.
 */
public final class Rectifiers {
    /** {@code relu(x) = max(x, 0)}. */
    static final Builtin<Value> RELU = Activation.plain("relu", Rectifiers::relu);

    /** {@code relu6(x) = min(max(x, 0), 6)}. */
    static final Builtin<Value> RELU6 = Activation.plain("relu6", (math, x) -> between(math, x, 0, 6));

    /** {@code leaky_relu(x) = x > 0 ? x : slope * x}. */
    static final Builtin<Value> LEAKY_RELU = Activation.with(
            "leaky_relu",
            (math, x, call) -> leaky(math, x, math.like(x, call.number("slope"))),
            Formal.number("slope").orElse(0.01));

    /** {@code hard_tanh(x) = min(max(x, low), high)}. */
    static final Builtin<Value> HARD_TANH = Activation.with(
            "hard_tanh",
            (math, x, call) -> between(math, x, call.number("low"), Ranges.above(call, "high", call.number("low"))),
            Formal.number("low").orElse(-1.0),
            Formal.number("high").orElse(1.0));

    /** {@code identity(x) = x}. */
    static final Builtin<Value> IDENTITY = Activation.plain("identity", (math, x) -> x);

    private Rectifiers() {}

    /** {@code max(x, 0)}, with slope 0 at 0. */
    public static int relu(Arithmetic math, int x) {
        return math.select(Activation.upTo(math, x, 0), math.like(x, 0), x);
    }

    /** {@code x > 0 ? x : slope * x}; with a trained {@code slope} this is PReLU. */
    public static int leaky(Arithmetic math, int x, int slope) {
        return math.select(Activation.above(math, x, 0), x, math.mul(x, slope));
    }

    /** {@code min(max(x, low), high)}, with slope 0 at both ends. */
    static int between(Arithmetic math, int x, double low, double high) {
        int capped = math.select(math.ge(x, math.like(x, high)), math.like(x, high), x);
        return math.select(Activation.upTo(math, x, low), math.like(x, low), capped);
    }
}
