package dev.nnc.runtime.metrics;

/** Gathers the statistics of one metric and turns them into its value. */
interface Accumulator {

    /** Forgets everything. */
    void clear();

    /** Takes an example's statistics, which begin at {@code at}. */
    void add(float[] statistics, int at);

    /** The metric over everything that was added; NaN when it is undefined. */
    double value();

    /** An empty accumulator for a metric. */
    static Accumulator of(MetricSpec metric) {
        return switch (metric.kind()) {
            case ACCURACY, TOP_K, MEAN_ABSOLUTE_ERROR, MEAN -> new Ratio(mean -> mean);
            case RMSE -> new Ratio(Math::sqrt);
            case PERPLEXITY -> new Ratio(StrictMath::exp);
            case PRECISION -> new Confusion(metric.width(), Confusion.PRECISION);
            case RECALL -> new Confusion(metric.width(), Confusion.RECALL);
            case F1 -> new Confusion(metric.width(), Confusion.F1);
            case AUC -> new Auc(metric.width());
            case R2 -> new RSquared(metric.width());
        };
    }
}
