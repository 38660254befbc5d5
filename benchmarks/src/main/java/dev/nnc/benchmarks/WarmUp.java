package dev.nnc.benchmarks;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Does work until it is compiled: until, for some time and some runs, the JVM has had nothing of it to compile, it has not become
 * faster, and its garbage, which boxed vectors are until C2 has seen through them, has not become less. A quarter of the time so
 * far is long enough, three seconds and 200 runs at least. On a single busy core, C2 shares that core with the work and may need
 * tens of seconds.
 */
final class WarmUp {
    private static final double WINDOW = 0.25;
    private static final double LEAST_SECONDS = 3;
    private static final long LEAST_RUNS = 200;
    private static final double SHARE = 0.25;
    private static final double LESS = 0.98;

    private final Clock clock;
    private final double atMost;
    private final Garbage garbage = new Garbage();
    private final long start = System.nanoTime();
    private double leastTime = Double.MAX_VALUE;
    private double leastGarbage = Double.MAX_VALUE;
    private double lastChange;
    private long runsAtLastChange;

    private WarmUp(Clock clock, double atMost) {
        this.clock = clock;
        this.atMost = atMost;
    }

    /** Warms up for at most so many seconds; returns how many it took, and says on standard error when it gave up. */
    static double run(Clock clock, double atMost) {
        WarmUp warmUp = new WarmUp(clock, atMost);
        while (!warmUp.isSteady()) {
            if (warmUp.seconds() > atMost) {
                System.err.printf("still not steady after %.0f s of warming up%n", atMost);
                break;
            }
            warmUp.window();
        }
        return warmUp.seconds();
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    private boolean isSteady() {
        return seconds() - lastChange >= Math.max(LEAST_SECONDS, SHARE * seconds())
                && clock.runs() - runsAtLastChange >= LEAST_RUNS;
    }

    private void window() {
        long bytes = garbage.bytes();
        long runs = clock.runs();
        double time = clock.window(WINDOW);
        double perRun = (double) (garbage.bytes() - bytes) / (clock.runs() - runs);
        if (time < LESS * leastTime || perRun < LESS * leastGarbage || compiling()) {
            lastChange = seconds();
            runsAtLastChange = clock.runs();
        }
        leastTime = Math.min(leastTime, time);
        leastGarbage = Math.min(leastGarbage, perRun);
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
