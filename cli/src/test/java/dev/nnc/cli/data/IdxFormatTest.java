package dev.nnc.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.cli.console.UserError;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding IDX files: folders with and without test files, and what is said when they are not there or broken. */
class IdxFormatTest {
    private static final Signature PICTURES = Signature.of("Pictures", "")
            .input(InputSpec.floats("image", 4))
            .target(InputSpec.classes("label", 3))
            .build(8);
    private static final DataFiles NOTHING_SAID =
            new DataFiles(Optional.empty(), Optional.empty(), Optional.empty(), ColumnChoice.NONE);

    @TempDir
    Path folder;

    @Test
    void aFolderHasExamplesToLearnFromAndToBeTestedOn() throws IOException {
        pair("train", 2);
        pair("t10k", 1);
        DataFiles files = files(folder);

        DataFiles.Training training = files.training(folder.resolve("x.nn"), PICTURES, TrainedData.NOTHING);

        assertThat(training.examples().size()).isEqualTo(2);
        assertThat(training.test().orElseThrow().size()).isEqualTo(1);
        assertThat(files.evaluation(folder.resolve("x.nn"), PICTURES, TrainedData.NOTHING)
                        .size())
                .isEqualTo(1);
        assertThat(files.prediction(folder.resolve("x.nn"), PICTURES, TrainedData.NOTHING)
                        .batch(PICTURES)
                        .floats(0))
                .containsExactly(1, 2, 3, 255);
    }

    @Test
    void aModelWithoutTargetsLearnsFromPicturesAlone() throws IOException {
        Signature drawing =
                Signature.of("Drawing", "").input(InputSpec.floats("image", 4)).build(8);
        pair("train", 2);
        pair("t10k", 1);

        DataFiles.Training training = files(folder).training(folder.resolve("x.nn"), drawing, TrainedData.NOTHING);

        assertThat(training.examples().size()).isEqualTo(2);
        assertThat(training.test().orElseThrow().size()).isEqualTo(1);
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        pair("t10k", 1);
        assertThatThrownBy(() -> files(folder).training(folder.resolve("x.nn"), PICTURES, TrainedData.NOTHING))
                .isInstanceOf(UserError.class)
                .hasMessage("error: there is no `train-images-idx3-ubyte` and no `train-images-idx3-ubyte.gz` in `"
                        + folder + "`");
        pair("train", 1);
        Files.delete(folder.resolve("train-labels-idx1-ubyte"));
        assertThatThrownBy(() -> files(folder).training(folder.resolve("x.nn"), PICTURES, TrainedData.NOTHING))
                .hasMessage("error: there is no `train-labels-idx1-ubyte` and no `train-labels-idx1-ubyte.gz` in `"
                        + folder + "`");
    }

    @Test
    void aFolderWithoutDataIsNamed() {
        assertThatThrownBy(() -> files(folder).training(folder.resolve("x.nn"), PICTURES, TrainedData.NOTHING))
                .isInstanceOf(UserError.class)
                .hasMessage(folder + ": error: there is no data in this folder\n"
                        + "help: it may hold MNIST's IDX files (train-images-idx3-ubyte and so on), CIFAR's binary files"
                        + " (.bin), or a folder of pictures (.png, .jpg) for each class");
    }

    @Test
    void brokenFilesAreNamed() throws IOException {
        pair("train", 2);
        Path images = folder.resolve("train-images-idx3-ubyte");
        byte[] whole = Files.readAllBytes(images);
        Files.write(images, java.util.Arrays.copyOf(whole, whole.length - 1));

        assertThatThrownBy(() -> files(folder).training(folder.resolve("x.nn"), PICTURES, TrainedData.NOTHING))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(images + " is truncated: ");
    }

    @Test
    void aModelWithoutDataNeedsThemNamed() {
        assertThatThrownBy(() -> NOTHING_SAID.training(Path.of("x.nn"), PICTURES, TrainedData.NOTHING))
                .hasMessage("error: there is no data: the train block of `x.nn` names none\n"
                        + "help: name it with --data, or with `data \"FILE\"` in the train block");
    }

    @Test
    void imagesNeedLabels() {
        DataFiles images =
                new DataFiles(Optional.empty(), Optional.of(folder.resolve("i")), Optional.empty(), ColumnChoice.NONE);

        assertThatThrownBy(() -> images.training(Path.of("x.nn"), PICTURES, TrainedData.NOTHING))
                .hasMessage("error: --images and --labels go together");
    }

    @Test
    void whatIsSaidIsNotPassedOver() throws IOException {
        pair("train", 1);
        Optional<Path> images = Optional.of(folder.resolve("train-images-idx3-ubyte"));
        Optional<Path> labels = Optional.of(folder.resolve("train-labels-idx1-ubyte"));
        ColumnChoice ignored = new ColumnChoice(Map.of(), Set.of("id"));
        DataFiles twice = new DataFiles(Optional.of(folder), images, labels, ColumnChoice.NONE);
        DataFiles columns = new DataFiles(Optional.empty(), images, labels, ignored);
        DataFiles columnsOfFolder = new DataFiles(Optional.of(folder), Optional.empty(), Optional.empty(), ignored);

        assertThatThrownBy(() -> twice.training(Path.of("x.nn"), PICTURES, TrainedData.NOTHING))
                .hasMessage("error: --data and --images both say where the examples are; leave one out");
        assertThatThrownBy(() -> columns.prediction(Path.of("x.nn"), PICTURES, TrainedData.NOTHING))
                .hasMessage("error: --columns and --ignore are for CSV tables, and pictures have no columns");
        assertThatThrownBy(() -> columnsOfFolder.evaluation(Path.of("x.nn"), PICTURES, TrainedData.NOTHING))
                .hasMessage("error: --columns and --ignore are for CSV tables, and `" + folder + "` is none");
    }

    private static DataFiles files(Path data) {
        return new DataFiles(Optional.of(data), Optional.empty(), Optional.empty(), ColumnChoice.NONE);
    }

    private void pair(String part, int count) throws IOException {
        byte[] images = new byte[16 + 4 * count];
        System.arraycopy(new byte[] {0, 0, 8, 3, 0, 0, 0, (byte) count, 0, 0, 0, 2, 0, 0, 0, 2}, 0, images, 0, 16);
        for (int i = 0; i < count; i++) {
            System.arraycopy(new byte[] {1, 2, 3, -1}, 0, images, 16 + 4 * i, 4);
        }
        Files.write(folder.resolve(part + "-images-idx3-ubyte"), images);
        byte[] labels = new byte[8 + count];
        System.arraycopy(new byte[] {0, 0, 8, 1, 0, 0, 0, (byte) count}, 0, labels, 0, 8);
        Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels);
    }
}
