package dev.nnc.examples.vae;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.runtime.data.ArraySource;
import dev.nnc.runtime.data.DataSource;
import dev.nnc.runtime.training.TrainingResult;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The network learns pictures and invents some like them; made-up ones, because Fashion-MNIST is no part of this project. */
class VaeLearnsTest {
    private static final int SIDE = 28;
    private static final int PIXELS = SIDE * SIDE;

    /** Pictures of which a number of the upper rows are white and the others black. */
    private static DataSource curtains(int count, Random random) {
        float[] pixels = new float[count * PIXELS];
        for (int i = 0; i < count; i++) {
            int white = 4 + random.nextInt(SIDE - 8);
            for (int j = 0; j < white * SIDE; j++) {
                pixels[i * PIXELS + j] = 255;
            }
        }
        return ArraySource.of(Vae.SIGNATURE, count, pixels);
    }

    @Test
    void learnsAndInvents() {
        Vae network = Vae.create(42);

        TrainingResult result = Main.train(network, curtains(2000, new Random(1)), curtains(200, new Random(2)), 4);

        // Untrained, each of the 784 pixels costs log 2: 543 in all.
        assertThat(result.epochs().get(3).validationLoss()).isLessThan(100);
        float[] drawn = Main.invent(network, 20, new Random(3));
        for (int i = 0; i < 20; i++) {
            assertThat(drawn[i * PIXELS + SIDE]).as("above").isGreaterThan(0.7f);
            assertThat(drawn[(i + 1) * PIXELS - SIDE]).as("below").isLessThan(0.3f);
        }
    }
}
