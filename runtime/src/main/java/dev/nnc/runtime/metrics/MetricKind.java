package dev.nnc.runtime.metrics;

/**
 * The metrics, and the statistics that each takes of every example. Sums are in double over the whole split, so that a metric
 * is never an average of batches.
 */
public enum MetricKind {
    /** {@code {correct, elements}}: the share of right answers. */
    ACCURACY("accuracy", true),
    /** {@code {correct, elements}}, right being among the k likeliest (k is the first argument). */
    TOP_K("top_k", true),
    /** {@code {true positives, false positives, false negatives}} for each class; mean over the classes, 0 where undefined. */
    PRECISION("precision", true),
    /** As {@link #PRECISION}. */
    RECALL("recall", true),
    /** As {@link #PRECISION}. */
    F1("f1", true),
    /** {@code {score, label}} pairs, label 0 or 1: the chance that a positive outscores a negative, ties counting half. */
    AUC("auc", true),
    /** {@code {sum of |error|, elements}}. */
    MEAN_ABSOLUTE_ERROR("mean_absolute_error", false),
    /** {@code {sum of squared errors, elements}}; the root of the mean. */
    RMSE("rmse", false),
    /** {@code {target, prediction}} for each output column; the mean of 1 - residual / total over the columns. */
    R2("r2", true),
    /** {@code {sum of negative log likelihoods, elements}}; the exponential of the mean. */
    PERPLEXITY("perplexity", false),
    /** {@code {sum, elements}}: the mean of any quantity; lower counts as better. */
    MEAN("mean", false);

    private final String label;
    private final boolean higherIsBetter;

    MetricKind(String label, boolean higherIsBetter) {
        this.label = label;
        this.higherIsBetter = higherIsBetter;
    }

    /** Its name in the language. */
    public String label() {
        return label;
    }

    /** Whether early stopping waits for it to grow. */
    public boolean higherIsBetter() {
        return higherIsBetter;
    }
}
