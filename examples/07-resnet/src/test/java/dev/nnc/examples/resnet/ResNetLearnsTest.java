package dev.nnc.examples.resnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.runtime.Schedule;
import dev.nnc.runtime.data.DataSource;
import dev.nnc.runtime.data.PictureSource;
import dev.nnc.runtime.training.TrainingLoop;
import dev.nnc.runtime.training.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The network learns pictures; made-up ones, because Fashion-MNIST is no part of this project. */
class ResNetLearnsTest {
    private static final int SIDE = 28;
    private static final int CLASSES = 4;
    private static final int EPOCHS = 4;

    /** The model's own schedule warms up for longer than this lasts. */
    @Test
    void learnsTheSizeOfASquare() {
        TrainingResult result = new TrainingLoop(ResNet.create(42).trainer(), squares(400, new Random(1)))
                .validation(squares(100, new Random(2)))
                .schedule(Schedule.constant(0.02))
                .epochs(EPOCHS)
                .run();

        assertThat(result.epochs().get(EPOCHS - 1).metrics().get("accuracy")).isGreaterThan(0.9);
    }

    /** Pictures with noise everywhere and a bright square whose side tells the class. */
    private static DataSource squares(int count, Random random) {
        List<byte[]> pictures = new ArrayList<>();
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(CLASSES);
            int side = 4 + 5 * labels[i];
            byte[] pixels = new byte[SIDE * SIDE];
            for (int pixel = 0; pixel < pixels.length; pixel++) {
                boolean inside =
                        pixel / SIDE < 4 + side && pixel / SIDE >= 4 && pixel % SIDE < 4 + side && pixel % SIDE >= 4;
                pixels[pixel] = (byte) (inside ? 200 + random.nextInt(56) : random.nextInt(128));
            }
            pictures.add(pixels);
        }
        return PictureSource.of(ResNet.SIGNATURE, pictures, labels);
    }
}
