package dev.nnc.examples.fashion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.runtime.training.TrainingResult;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network learns pictures from IDX files; small made-up ones, because Fashion-MNIST is no part of this project. */
class MlpLearnsTest {
    private static final int SIDE = 28;
    private static final int CLASSES = 10;

    @TempDir
    Path folder;

    @Test
    void learnsPicturesFromIdxFiles() throws IOException {
        write("train", 1000, new Random(1));
        write("t10k", 200, new Random(2));

        TrainingResult result = Main.train(Mlp.create(42), folder, 5);

        assertThat(result.epochs().get(4).metrics().get("accuracy")).isGreaterThan(0.95);
    }

    /** Pictures with noise everywhere and a bright stripe at a height that tells the class. */
    private void write(String part, int count, Random random) throws IOException {
        try (DataOutputStream images = open(part + "-images-idx3-ubyte.gz");
                DataOutputStream labels = open(part + "-labels-idx1-ubyte.gz")) {
            header(images, count, SIDE, SIDE);
            header(labels, count);
            for (int i = 0; i < count; i++) {
                int label = random.nextInt(CLASSES);
                labels.writeByte(label);
                for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                    boolean stripe = pixel / SIDE / 2 == label;
                    images.writeByte(stripe ? 128 + random.nextInt(128) : random.nextInt(128));
                }
            }
        }
    }

    private DataOutputStream open(String name) throws IOException {
        return new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(folder.resolve(name))));
    }

    private static void header(DataOutputStream file, int... shape) throws IOException {
        file.writeInt(0x0800 | shape.length);
        for (int axis : shape) {
            file.writeInt(axis);
        }
    }
}
