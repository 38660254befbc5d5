package dev.nnc.benchmarks;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Does work until the JVM has nothing of it left to compile and it no longer becomes faster: for at least three seconds, and until
 * a quarter of the time so far has passed without either. On a single busy core, C2 shares that core with the work and may need
 * tens of seconds.
 */
final class WarmUp {
    private static final double WINDOW = 0.25;
    private static final double LEAST_QUIET = 2;
    private static final double LEAST = 3;
    private static final double QUIET_SHARE = 0.25;
    private static final double FASTER = 0.98;

    private final double atMost;

    /** Gives up after so many seconds. */
    WarmUp(double atMost) {
        this.atMost = atMost;
    }

    /** Returns the seconds that it took; says so on standard error when it gave up. */
    double run(Clock clock) {
        long start = System.nanoTime();
        double best = Double.MAX_VALUE;
        double changed = 0;
        double now = 0;
        while (now < LEAST || now - changed < Math.max(LEAST_QUIET, QUIET_SHARE * now)) {
            if (now > atMost) {
                System.err.printf("still not steady after %.0f s of warming up%n", now);
                return now;
            }
            double time = clock.window(WINDOW);
            now = (System.nanoTime() - start) / 1e9;
            if (time < FASTER * best || compiling()) {
                changed = now;
            }
            best = Math.min(best, time);
        }
        return now;
    }

    /** Whether the JVM compiles a method of nnc or of a generated network, or means to. */
    private static boolean compiling() {
        try {
            Object queue = ManagementFactory.getPlatformMBeanServer()
                    .invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "compilerQueue", null, null);
            return queue.toString().contains("dev.nnc");
        } catch (JMException e) {
            throw new IllegalStateException("this JVM does not say what it compiles; HotSpot does", e);
        }
    }
}
