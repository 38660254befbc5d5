package dev.nnc.runtime;

/**
 * Threads that share out the units of a kernel. They belong to whoever made them, are daemons, and sleep after at most 100
 * microseconds without work. The caller of {@link #run} is worker 0.
 */
public final class Workers implements AutoCloseable {

    /** Work that can be split. Generated networks implement it once, with a switch over their kernels. */
    @FunctionalInterface
    public interface Task {
        /**
         * Does some units of a kernel.
         *
         * @param kernel which kernel
         * @param worker which worker does it, from 0: the place of its scratch
         * @param from the first unit
         * @param to one past the last
         */
        void run(int kernel, int worker, int from, int to);
    }

    private static final Workers SINGLE = new Workers(1);

    private Workers(int threads) {}

    /** Starts {@code threads - 1} threads beside the caller. */
    public static Workers start(int threads) {
        throw new UnsupportedOperationException();
    }

    /** The calling thread alone. */
    public static Workers single() {
        return SINGLE;
    }

    /** How many threads work, the caller included. */
    public int threads() {
        throw new UnsupportedOperationException();
    }

    /**
     * Does units {@code 0 .. units - 1} of a kernel and returns when all are done. Each worker gets one run of neighbours, whose
     * bounds are multiples of {@code grain} and depend on nothing but the arguments and the number of threads.
     */
    public void run(Task task, int kernel, int units, int grain) {
        throw new UnsupportedOperationException();
    }

    /** How many units a worker has done since the start. */
    public long unitsDone(int worker) {
        throw new UnsupportedOperationException();
    }

    /** Ends the threads. */
    @Override
    public void close() {}
}
