package dev.nnc.compiler.semantic.library.activation;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;

/**
 * {@code gelu(x) = x * (1 + erf(x / sqrt(2))) / 2}: x times the chance that a standard normal number is below it (Hendrycks and
 * Gimpel, 2016). With {@code approximate = tanh} it is {@code x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))) / 2}.
 */
final class Gelu {
    static final Builtin<Value> GELU = Activation.with(
            "gelu",
            (math, x, call) -> call.word("approximate").equals("tanh") ? approximate(math, x) : exact(math, x),
            Formal.word("approximate", "none", "tanh").orElse("none"));

    private static final double CUBIC = 0.044715;

    private Gelu() {}

    private static int exact(Arithmetic math, int x) {
        return gated(math, x, math.erf(math.scale(x, Math.sqrt(0.5))));
    }

    private static int approximate(Arithmetic math, int x) {
        int bent = math.mul(x, math.shift(math.scale(math.square(x), CUBIC), 1));
        return gated(math, x, math.tanh(math.scale(bent, Math.sqrt(2 / Math.PI))));
    }

    /** {@code x * (1 + gate) / 2}. */
    private static int gated(Arithmetic math, int x, int gate) {
        return math.mul(math.scale(x, 0.5), math.shift(gate, 1));
    }
}
