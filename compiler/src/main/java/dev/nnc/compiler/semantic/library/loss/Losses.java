package dev.nnc.compiler.semantic.library.loss;

import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.List;

/** All losses. */
public final class Losses {
    private Losses() {}

    /** In the order of the language reference. */
    public static List<Builtin<Value>> all() {
        return List.of(
                Regression.MEAN_SQUARED_ERROR,
                Regression.MEAN_ABSOLUTE_ERROR,
                Regression.HUBER,
                Regression.SMOOTH_L1,
                Regression.LOG_COSH,
                Regression.QUANTILE,
                Binary.BINARY_CROSS_ENTROPY,
                Binary.BINARY_CROSS_ENTROPY_PROBABILITIES,
                Binary.BINARY_FOCAL,
                CrossEntropy.CROSS_ENTROPY,
                Likelihood.CROSS_ENTROPY_PROBABILITIES,
                Likelihood.NEGATIVE_LOG_LIKELIHOOD,
                Focal.FOCAL,
                Margins.HINGE,
                Margins.SQUARED_HINGE,
                Distributions.KL_DIVERGENCE,
                Distributions.POISSON,
                Distributions.GAUSSIAN_NLL,
                Cosine.COSINE);
    }
}
