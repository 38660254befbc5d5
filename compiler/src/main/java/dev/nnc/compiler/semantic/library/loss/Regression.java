package dev.nnc.compiler.semantic.library.loss;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Ranges;

/** The losses of a number that is off by {@code d = prediction - target}. */
final class Regression {
    private static final Formal PREDICTION = Formal.floats("prediction");

    /** {@code d^2}; {@code mse_loss}. */
    static final Builtin<Value> MEAN_SQUARED_ERROR =
            Elementwise.loss("mean_squared_error", PREDICTION, (math, y, t, call) -> math.square(math.sub(y, t)));

    /** {@code |d|}, with slope 0 at 0; {@code l1_loss}. */
    static final Builtin<Value> MEAN_ABSOLUTE_ERROR =
            Elementwise.loss("mean_absolute_error", PREDICTION, (math, y, t, call) -> math.abs(math.sub(y, t)));

    /** {@code |d| < delta ? d^2 / 2 : delta * (|d| - delta / 2)}; {@code huber_loss} (Huber, 1964). */
    static final Builtin<Value> HUBER = Elementwise.loss(
            "huber",
            PREDICTION,
            (math, y, t, call) -> huber(math, math.sub(y, t), Ranges.above(call, "delta", 0)),
            Formal.number("delta").orElse(1.0));

    /** {@code |d| < beta ? d^2 / (2 * beta) : |d| - beta / 2}; {@code smooth_l1_loss} (Girshick, 2015). */
    static final Builtin<Value> SMOOTH_L1 = Elementwise.loss(
            "smooth_l1",
            PREDICTION,
            (math, y, t, call) -> {
                double beta = Ranges.above(call, "beta", 0);
                return math.scale(huber(math, math.sub(y, t), beta), 1 / beta);
            },
            Formal.number("beta").orElse(1.0));

    /** {@code log(cosh(d))}. */
    static final Builtin<Value> LOG_COSH =
            Elementwise.loss("log_cosh", PREDICTION, (math, y, t, call) -> logCosh(math, math.sub(y, t)));

    /** {@code max(q * (target - prediction), (q - 1) * (target - prediction))}: least at the q-quantile (Koenker, 1978). */
    static final Builtin<Value> QUANTILE = Elementwise.loss(
            "quantile",
            PREDICTION,
            (math, y, t, call) -> {
                double q = Ranges.within(call, "q", 0, 1);
                int missing = math.sub(t, y);
                return math.max(math.scale(missing, q), math.scale(missing, q - 1));
            },
            Formal.number("q").orElse(0.5));

    private Regression() {}

    private static int huber(Arithmetic math, int difference, double delta) {
        int size = math.abs(difference);
        int near = math.scale(math.square(difference), 0.5);
        int far = math.scale(math.shift(size, -delta / 2), delta);
        return math.select(math.lt(size, math.like(size, delta)), near, far);
    }

    /**
     * {@code log(cosh(d))} without overflow or cancellation: with {@code e = e^-|d| - 1} the hyperbolic cosine is {@code 1 +
     * e^2 / (2 + 2e)}, which keeps the digits of small differences; a large one is {@code |d| - log(2) + log(1 + e^-2|d|)}.
     */
    private static int logCosh(Arithmetic math, int difference) {
        int size = math.abs(difference);
        int one = math.like(size, 1);
        int small = math.lt(size, one);
        int e = math.expm1(math.neg(math.select(small, size, one)));
        int near = math.log1p(math.div(math.square(e), math.shift(math.scale(e, 2), 2)));
        int far = math.add(math.shift(size, -Math.log(2)), math.log1p(math.exp(math.scale(size, -2))));
        return math.select(small, near, far);
    }
}
