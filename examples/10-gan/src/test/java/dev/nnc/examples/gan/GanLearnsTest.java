package dev.nnc.examples.gan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.data.ArraySource;
import dev.nnc.runtime.data.DataSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The forger learns what the judge has seen; made-up pictures, because Fashion-MNIST is no part of this project. */
class GanLearnsTest {
    private static final int PIXELS = 28 * 28;

    /** Pictures that are white above and black below. */
    private static DataSource halves(int count) {
        float[] pixels = new float[count * PIXELS];
        for (int i = 0; i < count; i++) {
            Arrays.fill(pixels, i * PIXELS, i * PIXELS + PIXELS / 2, 255);
        }
        return ArraySource.of(Gan.SIGNATURE, count, pixels);
    }

    @Test
    void forgesWhatItHasSeen() {
        Gan network = Gan.create(42);
        Trainer trainer = network.trainer();
        trainer.set("rate", 1e-3);

        Main.train(trainer, halves(1000), 5);

        float[] fake = network.predict(7);
        // Untrained, both are about 0.
        assertThat(mean(fake, 0) - mean(fake, PIXELS / 2)).isGreaterThan(0.7);
    }

    @Test
    void drawsOtherPicturesForOtherSeeds() {
        Gan network = Gan.create(42);

        assertThat(network.predict(7)).isEqualTo(network.predict(7)).isNotEqualTo(network.predict(8));
    }

    private static double mean(float[] pixels, int from) {
        double sum = 0;
        for (int i = 0; i < PIXELS / 2; i++) {
            sum += pixels[from + i];
        }
        return sum / (PIXELS / 2);
    }
}
