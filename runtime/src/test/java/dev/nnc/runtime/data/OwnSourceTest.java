package dev.nnc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Toy;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.training.TrainingLoop;
import dev.nnc.runtime.training.TrainingResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** Checks the two ways in which an app brings examples of its own: a source that reads what it is asked for, and a stream. */
class OwnSourceTest {

    /** Computes each example when it is asked for; y = (x0 + x1, x1 + x2). */
    private static final class Computed implements DataSource {
        private final int broken;
        private int read;

        Computed(int broken) {
            this.broken = broken;
        }

        @Override
        public int size() {
            return 1000;
        }

        @Override
        public void read(int[] indices, int from, int count, Batch batch) {
            batch.setCount(count);
            for (int i = 0; i < count; i++) {
                if (indices[from + i] == broken) {
                    throw new UncheckedIOException(new IOException("example " + broken + " is gone"));
                }
                put(indices[from + i], batch, i);
            }
            read += count;
        }
    }

    private static void put(int example, Batch batch, int place) {
        float[] x = batch.floats(0);
        float[] y = batch.floats(1);
        for (int e = 0; e < 3; e++) {
            x[3 * place + e] = (float) Math.sin(example * (e + 1.7));
        }
        y[2 * place] = x[3 * place] + x[3 * place + 1];
        y[2 * place + 1] = x[3 * place + 1] + x[3 * place + 2];
    }

    private static Trainer trainer() {
        Toy toy = new Toy();
        toy.initialize(5);
        return toy.trainer();
    }

    @Test
    void aSourceReadsOnlyWhatABatchNeeds() {
        Computed source = new Computed(-1);
        Trainer trainer = trainer();

        TrainingLoop loop = new TrainingLoop(trainer, source).epochs(2);
        assertThat(source.read).isZero();
        TrainingResult result = loop.run();

        assertThat(source.read)
                .as("64 to know them again, two passes to fit `standardize`, and two epochs")
                .isEqualTo(4064);
        assertThat(result.epochs().get(1).trainLoss())
                .isLessThan(0.1 * result.epochs().get(0).trainLoss());
    }

    @Test
    void anExampleThatCannotBeReadEndsTraining() {
        assertThatThrownBy(() -> new TrainingLoop(trainer(), new Computed(17)).run())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("example 17 is gone");
    }

    @Test
    void aStreamOfBatchesIsSteppedThrough() {
        Trainer trainer = trainer();
        Standardizer.fit(trainer.network(), new Computed(-1));
        trainer.set("rate", 0.01);
        Batch batch = Batch.forTraining(Toy.SIGNATURE, 4);
        float first = 0;
        float last = 0;
        for (int step = 0; step < 500; step++) {
            for (int i = 0; i < 4; i++) {
                put(37 * (4 * step + i), batch, i);
            }
            batch.setCount(4);
            last = trainer.step(batch);
            first = step == 0 ? last : first;
        }
        assertThat(last).isLessThan(0.01f * first);
    }
}
