package dev.nnc.examples.lenet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.examples.common.ClothesLesson;
import dev.nnc.runtime.data.DataSource;
import dev.nnc.runtime.data.PictureSource;
import dev.nnc.runtime.training.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The network learns pictures; made-up ones, because Fashion-MNIST is no part of this project. */
class LeNetLearnsTest {
    private static final int SIDE = 28;
    private static final int CLASSES = 10;

    @Test
    void learnsTheHeightOfAStripe() {
        DataSource pictures = stripes(600, new Random(1));

        TrainingResult result = ClothesLesson.train(LeNet.create(42), pictures, stripes(100, new Random(2)), 6);

        assertThat(result.epochs().get(5).metrics().get("accuracy")).isGreaterThan(0.9);
    }

    /** Pictures with noise everywhere and a bright stripe at a height that tells the class. */
    private static DataSource stripes(int count, Random random) {
        List<byte[]> pictures = new ArrayList<>();
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(CLASSES);
            byte[] pixels = new byte[SIDE * SIDE];
            for (int pixel = 0; pixel < pixels.length; pixel++) {
                boolean stripe = (pixel / SIDE - 4) / 2 == labels[i];
                pixels[pixel] = (byte) (stripe ? 200 + random.nextInt(56) : random.nextInt(128));
            }
            pictures.add(pixels);
        }
        return PictureSource.of(LeNet.SIGNATURE, pictures, labels);
    }
}
