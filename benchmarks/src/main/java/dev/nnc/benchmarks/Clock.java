package dev.nnc.benchmarks;

/** Measures how long something takes that is done again and again. */
final class Clock {
    /** Between two looks at the clock, which cost some 30 nanoseconds each, as many runs as take about so long. */
    private static final double SECONDS_BETWEEN_LOOKS = 1e-5;

    /** What is timed. */
    @FunctionalInterface
    interface Work {
        /** Does it once; the result says that it was done. */
        float run();
    }

    private final Work work;
    private int runsBetweenLooks = 1;
    private long runs;
    private float result;

    Clock(Work work) {
        this.work = work;
    }

    /** Does the work once; returns the seconds that it took. */
    double once() {
        long start = System.nanoTime();
        result = work.run();
        return took((System.nanoTime() - start) / 1e9);
    }

    /** Does the work for at least so many seconds; returns the seconds a run. */
    double window(double seconds) {
        long start = System.nanoTime();
        long before = runs;
        double elapsed;
        do {
            for (int i = 0; i < runsBetweenLooks; i++) {
                result = work.run();
            }
            runs += runsBetweenLooks;
            elapsed = (System.nanoTime() - start) / 1e9;
        } while (elapsed < seconds);
        return took(elapsed / (runs - before));
    }

    private double took(double each) {
        runsBetweenLooks = (int) Math.max(1, SECONDS_BETWEEN_LOOKS / each);
        return each;
    }

    /** How often windows have done the work. */
    long runs() {
        return runs;
    }

    /** What the work returned last. */
    float result() {
        return result;
    }
}
