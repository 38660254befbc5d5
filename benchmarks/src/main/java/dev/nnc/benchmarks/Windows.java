package dev.nnc.benchmarks;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * Five windows of equal length, each in its turn.
 *
 * @param best seconds a run in the fastest
 * @param median seconds a run in the one in the middle
 */
record Windows(double best, double median) {
    private static final int COUNT = 5;

    /** Measures them; {@code window} returns the seconds a run in one. */
    static Windows measure(DoubleSupplier window, Turns turns) {
        double[] windows = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            turns.await();
            windows[i] = window.getAsDouble();
        }
        Arrays.sort(windows);
        return new Windows(windows[0], windows[COUNT / 2]);
    }
}
