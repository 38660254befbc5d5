package dev.nnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.nnc.runtime.data.ArraySource;
import dev.nnc.runtime.data.Shuffle;
import dev.nnc.runtime.data.Split;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Checks that what a step or a prediction calls makes no garbage once it is warm. */
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ArraySource source = ToyData.source(64);
    private final Toy toy = ToyData.fitted(1);
    private final ToyTrainer trainer = toy.trainer(Workers.single());
    private final Batch batch = Batch.forTraining(Toy.SIGNATURE, 4);
    private final float[] flat = new float[6];
    private final float[][] outputs = new float[1][8];

    /** Bytes that the calling thread allocates in 1000 rounds, of several tries the first below 1000 or the least. */
    private static long bytes(Runnable round) {
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 30 && least >= 1000; attempt++) {
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0; i < 1000; i++) {
                round.run();
            }
            long after = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            least = Math.min(least, after - before);
        }
        return least;
    }

    @Test
    void theMeasureSeesAnArray() {
        float[][] kept = new float[1][];
        assertThat(bytes(() -> kept[0] = new float[1])).isGreaterThan(1000);
    }

    @Test
    void readingAndSteppingAllocatesNothing() {
        int[] order = new Shuffle(51, 1).epoch(0);
        Split split = Split.of(source, 0.2, 1);
        assertThat(split.training().size()).isEqualTo(51);
        trainer.setSchedule(0, Schedule.cosine(0.01, 0, 100_000).warmedUp(10, 0.1));
        assertThat(bytes(() -> {
                    split.training().read(order, 4, 4, batch);
                    trainer.step(batch);
                    trainer.setPosition(0, 8, 0);
                }))
                .isLessThan(1000);
    }

    @Test
    void flatGradientsAllocateNothing() {
        source.read(new int[] {0, 1, 2, 3}, 0, 4, batch);
        trainer.set("rate", 1e-4);
        assertThat(bytes(() -> {
                    trainer.gradients(0, batch, flat);
                    trainer.update(0, flat);
                }))
                .isLessThan(1000);
    }

    @Test
    void predictingAllocatesNothing() {
        source.read(new int[] {0, 1, 2, 3}, 0, 4, batch);
        assertThat(bytes(() -> toy.predict(batch, 4, outputs))).isLessThan(1000);
    }

    @Test
    void sharingWorkAllocatesNothing() {
        float[] values = new float[64];
        Workers.Task task = (kernel, worker, from, to) -> values[from]++;
        try (Workers workers = Workers.start(2)) {
            assertThat(bytes(() -> workers.run(task, 0, 64, 16))).isLessThan(1000);
        }
    }

    @Test
    void drawingAllocatesNothing() {
        int[] order = new int[10];
        double[] sum = new double[1];
        assertThat(bytes(() -> {
                    CounterRandom.permutation(3, order);
                    sum[0] += CounterRandom.normal(5L, order[0]) + CounterRandom.uniform(5L, order[0]);
                }))
                .isLessThan(1000);
    }
}
