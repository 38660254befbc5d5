package dev.nnc.benchmarks;

import dev.nnc.benchmarks.models.Mlp;
import dev.nnc.benchmarks.models.MlpTrainer;
import dev.nnc.runtime.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * Trains {@code mlp} from a cold start: how long from the start of the process to the end of the first step, how much memory until
 * then, and how long to full speed. Uses no library, so that none is loaded.
 */
final class ColdStart {
    private static final int BATCH = 64;
    private static final double WINDOW = 0.05;
    private static final int WINDOWS = 200;
    private static final double FULL_SPEED = 1.1;

    private final float[] pictures = new float[BATCH * 784];
    private final int[] labels = new int[BATCH];
    private final long started;

    private ColdStart(long started) {
        this.started = started;
    }

    /** Takes the time at which the process was started, in nanoseconds since 1970. */
    public static void main(String[] arguments) throws IOException {
        new ColdStart(Long.parseLong(arguments[0])).run();
    }

    private void run() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = random.nextFloat();
        }
        Arrays.setAll(labels, i -> random.nextInt(10));
        try (MlpTrainer trainer = Mlp.create(1).trainer(Workers.single())) {
            trainer.step(pictures, labels, BATCH);
            double first = seconds();
            double megabytes = megabytes();
            System.out.printf(
                    "{\"system\":\"nnc\",\"workload\":\"mlp\",\"first_step_s\":%.3f,\"resident_mb\":%.0f,\"full_speed_s\":%.2f}%n",
                    first, megabytes, fullSpeed(trainer));
        }
    }

    private double seconds() {
        return System.currentTimeMillis() / 1e3 - started / 1e9;
    }

    /** The most memory that the process has had, as Linux counts it; 0 elsewhere. */
    private static double megabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .findFirst()
                .orElse(0);
    }

    /**
     * Trains for some seconds; returns when the last two windows one behind the other ended that were slower than those of the
     * later half, but for its slowest tenth: what else the machine does is in both. One window alone is not the JVM's compiler,
     * which takes longer for what matters.
     */
    private double fullSpeed(MlpTrainer trainer) {
        Clock clock = new Clock(() -> trainer.step(pictures, labels, BATCH));
        double[] ends = new double[WINDOWS];
        double[] times = new double[WINDOWS];
        for (int i = 0; i < WINDOWS; i++) {
            times[i] = clock.window(WINDOW);
            ends[i] = seconds();
        }
        double[] later = Arrays.copyOfRange(times, WINDOWS / 2, WINDOWS);
        Arrays.sort(later);
        double slow = FULL_SPEED * later[later.length * 9 / 10];
        int last = WINDOWS / 2 - 1;
        while (last > 0 && (times[last] <= slow || times[last - 1] <= slow)) {
            last--;
        }
        return ends[last];
    }
}
