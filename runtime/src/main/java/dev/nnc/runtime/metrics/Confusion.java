package dev.nnc.runtime.metrics;

import java.util.Arrays;

/**
 * Precision, recall or F1: takes {@code {true positives, false positives, false negatives}} for each class. The value is the
 * mean over the classes that were seen or predicted; a class whose own value is 0 / 0 counts as 0.
 */
final class Confusion implements Accumulator {

    /** A score of one class. */
    @FunctionalInterface
    interface Score {
        double of(double truePositives, double falsePositives, double falseNegatives);
    }

    static final Score PRECISION = (tp, fp, fn) -> tp / (tp + fp);
    static final Score RECALL = (tp, fp, fn) -> tp / (tp + fn);
    static final Score F1 = (tp, fp, fn) -> 2 * tp / (2 * tp + fp + fn);

    private final double[] sums;
    private final Score score;
    private boolean empty = true;

    Confusion(int width, Score score) {
        this.sums = new double[width];
        this.score = score;
    }

    @Override
    public void clear() {
        Arrays.fill(sums, 0);
        empty = true;
    }

    @Override
    public void add(float[] statistics, int at) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += statistics[at + i];
        }
        empty = false;
    }

    @Override
    public double value() {
        if (empty) {
            return Double.NaN;
        }
        double total = 0;
        int classes = 0;
        for (int i = 0; i < sums.length; i += 3) {
            if (sums[i] + sums[i + 1] + sums[i + 2] > 0) {
                double ofClass = score.of(sums[i], sums[i + 1], sums[i + 2]);
                total += Double.isNaN(ofClass) ? 0 : ofClass;
                classes++;
            }
        }
        return classes == 0 ? 0 : total / classes;
    }
}
