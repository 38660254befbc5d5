package dev.nnc.runtime.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the loss and the metrics of a split, batch by batch; generated evaluators fill it. */
public final class Evaluation {

    private final List<MetricSpec> metrics;
    private final Accumulator[] accumulators;
    private double lossSum;
    private long count;

    /** An empty evaluation of these metrics. */
    public Evaluation(List<MetricSpec> metrics) {
        this.metrics = List.copyOf(metrics);
        this.accumulators = metrics.stream().map(Accumulator::of).toArray(Accumulator[]::new);
    }

    /** Forgets everything, to be used for another split. */
    public void clear() {
        lossSum = 0;
        count = 0;
        for (Accumulator accumulator : accumulators) {
            accumulator.clear();
        }
    }

    /** Adds a batch's loss, the mean over its examples, with their weight. */
    public void addLoss(double loss, int count) {
        lossSum += loss * count;
        this.count += count;
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
        int width = metrics.get(metric).width();
        for (int i = 0; i < count; i++) {
            accumulators[metric].add(statistics, offset + i * width);
        }
    }

    /** How many examples were evaluated. */
    public long count() {
        return count;
    }

    /** The mean loss of an example; NaN when there was none. */
    public double loss() {
        return lossSum / count;
    }

    /** A metric over everything that was added; NaN when there was nothing, or where it is undefined. */
    public double value(int metric) {
        return accumulators[metric].value();
    }

    /** All metrics by label, in the model's order. */
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < accumulators.length; i++) {
            values.put(metrics.get(i).label(), value(i));
        }
        return values;
    }
}
