package dev.nnc.benchmarks;

import java.util.Arrays;

/**
 * Five windows of equal length, each in its turn.
 *
 * @param best seconds a run in the fastest
 * @param median seconds a run in the one in the middle
 */
record Windows(double best, double median) {
    private static final int COUNT = 5;

    /** Measures them, {@code seconds} long each. */
    static Windows measure(Clock clock, double seconds, Turns turns) {
        double[] windows = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            turns.await();
            windows[i] = clock.window(seconds);
        }
        Arrays.sort(windows);
        return new Windows(windows[0], windows[COUNT / 2]);
    }
}
