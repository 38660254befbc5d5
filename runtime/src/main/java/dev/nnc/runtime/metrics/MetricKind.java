package dev.nnc.runtime.metrics;

/**
 * The metrics, and the statistics that each takes of every example. Sums are in double over the whole split, so that a metric
 * is never an average of batches.
 */
public enum MetricKind {
    /** {@code {correct, elements}}: the share of right answers. */
    ACCURACY("accuracy", 2, true),
    /** {@code {correct, elements}}, right being among the k likeliest (k is the first argument). */
    TOP_K("top_k", 2, true),
    /**
     * {@code {true positives, false positives, false negatives}}: of the second of two classes, or of each of more; then the mean
     * over the classes that were seen or predicted. 0 where a class's own value is 0 / 0.
     */
    PRECISION("precision", 3, true),
    /** As {@link #PRECISION}. */
    RECALL("recall", 3, true),
    /** As {@link #PRECISION}. */
    F1("f1", 3, true),
    /** {@code {score, label}} pairs, label 0 or 1: the chance that a positive outscores a negative, ties counting half. */
    AUC("auc", 2, true),
    /** {@code {sum of |error|, elements}}. */
    MEAN_ABSOLUTE_ERROR("mean_absolute_error", 2, false),
    /** {@code {sum of squared errors, elements}}; the root of the mean. */
    RMSE("rmse", 2, false),
    /** {@code {target, prediction}} for each output column; the mean of 1 - residual / total over the columns. */
    R2("r2", 2, true),
    /** {@code {sum of negative log likelihoods, elements}}; the exponential of the mean. */
    PERPLEXITY("perplexity", 2, false),
    /** {@code {sum, elements}}: the mean of any quantity; lower counts as better. */
    MEAN("mean", 2, false);

    private final String label;
    private final int group;
    private final boolean higherIsBetter;

    MetricKind(String label, int group, boolean higherIsBetter) {
        this.label = label;
        this.group = group;
        this.higherIsBetter = higherIsBetter;
    }

    /** Its name in the language. */
    public String label() {
        return label;
    }

    /** Whether an example may give this many statistics: one group, or one for each class, pair or column. */
    boolean fits(int width) {
        return switch (this) {
            case PRECISION, RECALL, F1, AUC, R2 -> width % group == 0;
            default -> width == group;
        };
    }

    /** Whether early stopping waits for it to grow. */
    public boolean higherIsBetter() {
        return higherIsBetter;
    }
}
