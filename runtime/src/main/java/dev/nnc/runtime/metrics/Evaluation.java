package dev.nnc.runtime.metrics;

import java.util.List;
import java.util.Map;

/** Gathers the loss and the metrics of a split, batch by batch; generated evaluators fill it. */
public final class Evaluation {

    /** An empty evaluation of these metrics. */
    public Evaluation(List<MetricSpec> metrics) {
        throw new UnsupportedOperationException();
    }

    /** Forgets everything, to be used for another split. */
    public void clear() {
        throw new UnsupportedOperationException();
    }

    /** Adds a batch's loss, as a step would return it, with the weight of its examples. */
    public void addLoss(double loss, int count) {
        throw new UnsupportedOperationException();
    }

    /**
     * Adds the statistics of examples to a metric.
     *
     * @param metric its place among the metrics
     * @param statistics {@code width} floats for each example, one after another
     * @param offset where the first example's begin
     * @param count how many examples
     */
    public void add(int metric, float[] statistics, int offset, int count) {
        throw new UnsupportedOperationException();
    }

    /** How many examples were evaluated. */
    public long count() {
        throw new UnsupportedOperationException();
    }

    /** The mean loss of an example; NaN when there was none. */
    public double loss() {
        throw new UnsupportedOperationException();
    }

    /** A metric over everything that was added; NaN when there was nothing. */
    public double value(int metric) {
        throw new UnsupportedOperationException();
    }

    /** All metrics by label, in the model's order. */
    public Map<String, Double> values() {
        throw new UnsupportedOperationException();
    }
}
