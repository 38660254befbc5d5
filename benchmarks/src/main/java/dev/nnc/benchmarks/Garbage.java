package dev.nnc.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes that threads have allocated. */
final class Garbage {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Garbage() {}

    /** Bytes that a run of the work allocates, on average over so many; in all threads that there are when it begins. */
    static double perRun(Clock.Work work, int runs) {
        long[] threads = THREADS.getAllThreadIds();
        sum(threads);
        long before = sum(threads);
        for (int i = 0; i < runs; i++) {
            work.run();
        }
        return (double) (sum(threads) - before) / runs;
    }

    private static long sum(long[] threads) {
        long bytes = 0;
        for (long thread : threads) {
            bytes += Math.max(0, THREADS.getThreadAllocatedBytes(thread));
        }
        return bytes;
    }
}
