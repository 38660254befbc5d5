package dev.nnc.runtime.metrics;

import java.util.function.DoubleUnaryOperator;

/** A function of a mean: takes {@code {sum, count}} of each example. */
final class Ratio implements Accumulator {

    private final DoubleUnaryOperator ofMean;
    private double sum;
    private double count;

    Ratio(DoubleUnaryOperator ofMean) {
        this.ofMean = ofMean;
    }

    @Override
    public void clear() {
        sum = 0;
        count = 0;
    }

    @Override
    public void add(float[] statistics, int at) {
        sum += statistics[at];
        count += statistics[at + 1];
    }

    @Override
    public double value() {
        return ofMean.applyAsDouble(sum / count);
    }
}
