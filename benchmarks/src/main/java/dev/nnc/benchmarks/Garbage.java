package dev.nnc.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes that threads have allocated. */
final class Garbage {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long[] threads = THREADS.getAllThreadIds();

    /** Bytes that a run of the work allocates, on average over so many; in all threads that there are when it begins. */
    static double perRun(Clock.Work work, int runs) {
        Garbage garbage = new Garbage();
        garbage.bytes();
        long before = garbage.bytes();
        for (int i = 0; i < runs; i++) {
            work.run();
        }
        return (double) (garbage.bytes() - before) / runs;
    }

    /** Bytes that the threads which there were when this was made have allocated since they began. */
    long bytes() {
        long bytes = 0;
        for (long thread : threads) {
            bytes += Math.max(0, THREADS.getThreadAllocatedBytes(thread));
        }
        return bytes;
    }
}
