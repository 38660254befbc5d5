package dev.nnc.compiler.semantic.library.activation;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Ranges;

/** Activations that are a line above 0 and an exponential below. */
final class Exponentials {
    private static final double SELU_ALPHA = 1.6732632423543772848170429916717;
    private static final double SELU_SCALE = 1.0507009873554804934193349852946;

    /** {@code elu(x) = x > 0 ? x : alpha * (e^x - 1)} (Clevert, Unterthiner and Hochreiter, 2016). */
    static final Builtin<Value> ELU = Activation.with(
            "elu",
            (math, x, call) -> joined(math, x, 1, call.number("alpha"), 1),
            Formal.number("alpha").orElse(1.0));

    /** {@code selu(x) = 1.0507 * elu(x, 1.67326)} (Klambauer and others, 2017). */
    static final Builtin<Value> SELU =
            Activation.plain("selu", (math, x) -> joined(math, x, SELU_SCALE, SELU_SCALE * SELU_ALPHA, 1));

    /** {@code celu(x) = x > 0 ? x : alpha * (e^(x / alpha) - 1)} (Barron, 2017). */
    static final Builtin<Value> CELU = Activation.with(
            "celu",
            (math, x, call) -> {
                double alpha = Ranges.above(call, "alpha", 0);
                return joined(math, x, 1, alpha, 1 / alpha);
            },
            Formal.number("alpha").orElse(1.0));

    private Exponentials() {}

    /** {@code x > 0 ? above * x : below * (e^(x * rate) - 1)}. */
    private static int joined(Arithmetic math, int x, double above, double below, double rate) {
        int positive = Activation.above(math, x, 0);
        // The exponential of a large x would be infinite, and infinity times the 0 of the branch not taken has no
        // value.
        int lower = math.select(positive, math.like(x, 0), x);
        int curve = scaled(math, math.expm1(scaled(math, lower, rate)), below);
        return math.select(positive, scaled(math, x, above), curve);
    }

    private static int scaled(Arithmetic math, int x, double factor) {
        return factor == 1 ? x : math.scale(x, factor);
    }
}
