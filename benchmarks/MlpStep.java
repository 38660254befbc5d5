import bench.Mlp;
import bench.MlpTrainer;
import dev.nnc.runtime.Workers;
import java.util.Arrays;
import java.util.Random;

/**
 * Times training steps and single predictions of {@code models/mlp.nn} as {@code step-against-pytorch} compiled it: 16
 * different batches as plain arrays, the loss read every step; prints one JSON line.
 */
public final class MlpStep {
    private static final int BATCH = 64;
    private static final int BATCHES = 16;

    private final float[][] pictures = new float[BATCHES][BATCH * 784];
    private final int[][] labels = new int[BATCHES][BATCH];
    private final Mlp network = Mlp.create(1);
    private float loss;

    public static void main(String[] args) {
        new MlpStep().run(Integer.parseInt(args[0]));
    }

    private void run(int threads) {
        Random random = new Random(1);
        for (int i = 0; i < BATCHES; i++) {
            for (int j = 0; j < pictures[i].length; j++) {
                pictures[i][j] = random.nextFloat();
            }
            Arrays.setAll(labels[i], j -> random.nextInt(10));
        }
        try (Workers workers = threads == 1 ? Workers.single() : Workers.start(threads);
                MlpTrainer trainer = (MlpTrainer) network.trainer(workers)) {
            double step = median(turn -> loss = trainer.step(pictures[turn % BATCHES], labels[turn % BATCHES], BATCH));
            float[] picture = Arrays.copyOf(pictures[0], 784);
            float[] logits = new float[10];
            double prediction = median(turn -> network.predict(picture, 1, logits));
            System.out.printf(
                    "{\"system\":\"nnc\",\"workload\":\"mlp\",\"threads\":%d,\"step_us\":%.1f,\"infer1_us\":%.2f,\"loss\":%f}%n",
                    threads, step, prediction, loss);
        }
    }

    /** What is timed; {@code turn} counts up. */
    private interface Work {
        void run(int turn);
    }

    /** Microseconds a turn: the median of five windows of a second, after 3000 turns and three seconds to warm up. */
    private static double median(Work work) {
        for (int turn = 0; turn < 3000; turn++) {
            work.run(turn);
        }
        window(work, 3);
        double[] windows = new double[5];
        Arrays.setAll(windows, i -> window(work, 1));
        Arrays.sort(windows);
        return windows[2];
    }

    private static double window(Work work, double seconds) {
        long start = System.nanoTime();
        int turns = 0;
        while (System.nanoTime() - start < seconds * 1e9) {
            work.run(turns++);
        }
        return (System.nanoTime() - start) / 1e3 / turns;
    }
}
