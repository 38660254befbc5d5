package dev.nnc.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.cli.console.UserError;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CIFAR's binary files: one of them, or a folder with some to learn from and some to test on. */
class CifarFormatTest {
    private static final Signature PICTURES = Signature.of("Pictures", "")
            .input(InputSpec.floats("image", 2, 1, 1))
            .target(InputSpec.classes("label", 3))
            .build(8);

    @TempDir
    Path folder;

    @Test
    void aFolderHasFilesToLearnFromAndToTestOn() throws IOException {
        file("data_batch_2.bin", 1, 30, 40);
        file("data_batch_1.bin", 0, 10, 20);
        file("test_batch.bin", 2, 50, 60);
        DataFiles files = files(folder);

        DataFiles.Training training = files.training(model(), PICTURES, TrainedData.NOTHING);

        assertThat(training.examples().batch(PICTURES).floats(0)).containsExactly(10, 20, 30, 40);
        assertThat(training.test().orElseThrow().size()).isEqualTo(1);
        assertThat(files.evaluation(model(), PICTURES, TrainedData.NOTHING)
                        .batch(PICTURES)
                        .floats(0))
                .containsExactly(50, 60);
        assertThat(files.prediction(model(), PICTURES, TrainedData.NOTHING)
                        .batch(PICTURES)
                        .floats(0))
                .containsExactly(50, 60);
    }

    @Test
    void aSingleFileIsAllThereIs() throws IOException {
        Path one = file("test_batch.bin", 0, 10, 20, 1, 30, 40);

        DataFiles.Training training = files(one).training(model(), PICTURES, TrainedData.NOTHING);

        assertThat(training.examples().size()).isEqualTo(2);
        assertThat(training.test()).isEmpty();
        assertThatThrownBy(() -> files(folder).training(model(), PICTURES, TrainedData.NOTHING))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        folder + ": error: there are binary files to test on in this folder, but none to learn from");
    }

    @Test
    void aModelOfSomethingElseIsNamed() throws IOException {
        Path one = file("train.bin", 0, 10, 20);
        Signature numbers = Signature.of("Numbers", "")
                .input(InputSpec.floats("x", 2))
                .target(InputSpec.floats("y"))
                .build(8);

        assertThatThrownBy(() -> files(one).training(model(), numbers, TrainedData.NOTHING))
                .isInstanceOf(UserError.class)
                .hasMessage(one + ": error: pictures are for models with one input of numbers and targets of one class"
                        + " each; `Numbers` is not one");
    }

    private Path file(String name, int... bytes) throws IOException {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        return Files.write(folder.resolve(name), content);
    }

    private Path model() {
        return folder.resolve("pictures.nn");
    }

    private static DataFiles files(Path data) {
        return new DataFiles(Optional.of(data), Optional.empty(), Optional.empty(), ColumnChoice.NONE);
    }
}
