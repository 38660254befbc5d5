package dev.nnc.runtime.metrics;

import java.util.Arrays;

/**
 * The coefficient of determination, {@code 1 - residual / total} sums of squares: takes {@code {target, prediction}} for each
 * output column; the value is the mean over the columns. A column whose target is constant counts 1 when it is met and 0
 * otherwise. NaN below two examples.
 */
final class RSquared implements Accumulator {

    private final int columns;

    /** Each column's first target: sums over differences from it lose no digits when the mean is far from 0. */
    private final double[] first;

    private final double[] sum;
    private final double[] squares;
    private final double[] residual;
    private long count;

    RSquared(int width) {
        columns = width / 2;
        first = new double[columns];
        sum = new double[columns];
        squares = new double[columns];
        residual = new double[columns];
    }

    @Override
    public void clear() {
        Arrays.fill(sum, 0);
        Arrays.fill(squares, 0);
        Arrays.fill(residual, 0);
        count = 0;
    }

    @Override
    public void add(float[] statistics, int at) {
        for (int c = 0; c < columns; c++) {
            double target = statistics[at + 2 * c];
            double error = target - statistics[at + 2 * c + 1];
            if (count == 0) {
                first[c] = target;
            }
            double shifted = target - first[c];
            sum[c] += shifted;
            squares[c] += shifted * shifted;
            residual[c] += error * error;
        }
        count++;
    }

    @Override
    public double value() {
        if (count < 2) {
            return Double.NaN;
        }
        double total = 0;
        for (int c = 0; c < columns; c++) {
            double spread = squares[c] - sum[c] * sum[c] / count;
            if (spread > 0) {
                total += 1 - residual[c] / spread;
            } else {
                total += residual[c] == 0 ? 1 : 0;
            }
        }
        return total / columns;
    }
}
