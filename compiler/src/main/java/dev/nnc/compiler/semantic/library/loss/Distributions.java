package dev.nnc.compiler.semantic.library.loss;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Ranges;

/** The losses of a predicted distribution. */
final class Distributions {
    /**
     * {@code t * (log(t) - x)} of logarithms x, 0 where t is 0; {@code kl_div}. The mean is over examples alone, as {@code
     * reduction = 'batchmean'}.
     */
    static final Builtin<Value> KL_DIVERGENCE = Builtin.of(
            "kl_divergence",
            Distributions::divergence,
            Formal.floats("log_probabilities").logits(""),
            Formal.floats("target"),
            Reduction.FORMAL);

    /** {@code e^x - t * x}: a count t whose rate has the logarithm x; {@code poisson_nll_loss}. */
    static final Builtin<Value> POISSON = Elementwise.loss(
            "poisson", Formal.floats("log_rate"), (math, x, t, call) -> math.sub(math.exp(x), math.mul(t, x)));

    /**
     * {@code (log(v) + (mean - t)^2 / v) / 2}, where v is the variance, at least {@code epsilon}; {@code gaussian_nll_loss}. A
     * variance below that is still pushed up.
     */
    static final Builtin<Value> GAUSSIAN_NLL = Elementwise.loss(
            "gaussian_nll",
            Formal.floats("mean"),
            Distributions::gaussian,
            Formal.floats("variance"),
            Formal.number("epsilon").orElse(1e-6));

    private Distributions() {}

    private static Value divergence(Call call) {
        Arithmetic math = new Arithmetic(call.graph());
        int logarithms = call.node("log_probabilities");
        int target = Elementwise.fitted(math, call, logarithms, "target");
        int zero = math.like(target, 0);
        int positive = math.gt(target, zero);
        int safe = math.select(positive, target, math.like(target, 1));
        int entropy = math.mul(target, math.log(safe));
        int losses = math.sub(entropy, math.mul(target, logarithms));
        return call.result(Reduction.perExample(call, losses));
    }

    private static int gaussian(Arithmetic math, int mean, int target, Call call) {
        int given =
                math.broadcastTo(call.node("variance"), call.graph().type(mean).axes());
        double epsilon = Ranges.above(call, "epsilon", 0);
        int lack = math.max(math.sub(math.like(given, epsilon), given), math.like(given, 0));
        int variance = math.add(given, math.stopGradient(lack));
        int square = math.square(math.sub(mean, target));
        return math.scale(math.add(math.log(variance), math.div(square, variance)), 0.5);
    }
}
