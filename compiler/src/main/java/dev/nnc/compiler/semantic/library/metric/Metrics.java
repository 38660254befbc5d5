package dev.nnc.compiler.semantic.library.metric;

import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.MetricValue;
import java.util.List;

/** All metrics. */
public final class Metrics {
    private Metrics() {}

    /** In the order of the language reference. */
    public static List<Builtin<MetricValue>> all() {
        return List.of(
                Correctness.ACCURACY,
                Correctness.TOP_K,
                Retrieval.PRECISION,
                Retrieval.RECALL,
                Retrieval.F1,
                Ranking.AUC,
                Errors.MEAN_ABSOLUTE_ERROR,
                Errors.MEAN_SQUARED_ERROR,
                Errors.RMSE,
                Errors.R2,
                Errors.PERPLEXITY);
    }
}
