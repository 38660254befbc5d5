package dev.nnc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks pictures in memory, and those of CIFAR's binary files. */
class PictureSourceTest {

    private static final InputSpec IMAGE = InputSpec.floats("image", 1, 1, 3);
    private static final Signature ONE_LABEL = Signature.of("Pictures", "f")
            .input(IMAGE)
            .target(InputSpec.classes("label", 10))
            .build(8);
    private static final Signature TWO_LABELS = Signature.of("Pictures", "f")
            .input(IMAGE)
            .target(InputSpec.classes("coarse", 2))
            .target(InputSpec.classes("fine", 10))
            .build(8);
    private static final Signature TABLE = Signature.of("Table", "f")
            .input(InputSpec.floats("a", 1))
            .input(InputSpec.floats("b", 1))
            .build(8);

    @TempDir
    Path folder;

    private Path file(String name, int... bytes) throws IOException {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        return Files.write(folder.resolve(name), content);
    }

    private static Batch read(DataSource source, Signature signature, int... indices) {
        Batch batch = Batch.forTraining(signature, indices.length);
        source.read(indices, 0, indices.length, batch);
        return batch;
    }

    private static void assertBroken(Signature signature, Path file, String message) {
        assertThatThrownBy(() -> CifarFiles.read(signature, file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": " + message);
    }

    @Test
    void bytesAreReadAsNumbersFrom0To255() {
        PictureSource source =
                PictureSource.of(ONE_LABEL, List.of(new byte[] {0, 127, -1}, new byte[] {1, 2, 3}), new int[] {9, 4});

        Batch batch = read(source, ONE_LABEL, 1, 0);

        assertThat(batch.floats(0)).containsExactly(1, 2, 3, 0, 127, 255);
        assertThat(batch.classes(1)).containsExactly(4, 9);
    }

    @Test
    void whatDoesNotFitTheModelIsRefused() {
        List<byte[]> one = List.of(new byte[3]);
        assertThatThrownBy(() -> PictureSource.of(TABLE, one))
                .hasMessage("pictures are for models with one input of numbers and targets of one class each; Table is"
                        + " not one");
        assertThatThrownBy(() -> PictureSource.of(ONE_LABEL, List.of(new byte[4])))
                .hasMessage("picture 0 has 4 bytes, but image has 3 elements [1, 1, 3]");
        assertThatThrownBy(() -> PictureSource.of(ONE_LABEL, one, new int[1], new int[1]))
                .hasMessage("Pictures has 1 targets, but there are the classes of 2");
        assertThatThrownBy(() -> PictureSource.of(ONE_LABEL, one, new int[2]))
                .hasMessage("there are 1 pictures, but classes of label for 2");
        assertThatThrownBy(() -> PictureSource.of(ONE_LABEL, one, new int[] {10}))
                .hasMessage("picture 0 is class 10, but the classes of label are 0 to 9");
    }

    @Test
    void recordsOfSeveralFilesFollowOneAnother() throws IOException {
        Path first = file("data_batch_1.bin", 7, 1, 2, 3, 8, 4, 5, 6);
        Path second = file("data_batch_2.bin", 9, 200, 255, 0);

        PictureSource source = CifarFiles.read(ONE_LABEL, first, second);

        Batch batch = read(source, ONE_LABEL, 0, 1, 2);
        assertThat(batch.floats(0)).containsExactly(1, 2, 3, 4, 5, 6, 200, 255, 0);
        assertThat(batch.classes(1)).containsExactly(7, 8, 9);
    }

    @Test
    void ofTwoLabelsTheLastIsTheOnlyTargetOrEachHasItsOwn() throws IOException {
        Path file = file("train.bin", 1, 7, 1, 2, 3, 0, 8, 4, 5, 6);

        assertThat(read(CifarFiles.read(ONE_LABEL, file), ONE_LABEL, 0, 1).classes(1))
                .containsExactly(7, 8);
        Batch both = read(CifarFiles.read(TWO_LABELS, file), TWO_LABELS, 0, 1);
        assertThat(both.classes(1)).containsExactly(1, 0);
        assertThat(both.classes(2)).containsExactly(7, 8);
        assertThat(both.floats(0)).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void brokenFilesAreNamed() throws IOException {
        assertBroken(ONE_LABEL, file("empty.bin"), "the file is empty");
        String notWhole =
                " bytes, which are no whole records of 1 or 2 label bytes and the 3 bytes of `image` [1, 1, 3]:"
                        + " it is truncated, or of other pictures";
        assertBroken(ONE_LABEL, file("short.bin", 7, 1, 2, 3, 8, 4, 5), "the file has 7" + notWhole);
        assertBroken(TWO_LABELS, file("one.bin", 7, 1, 2, 3), "the file has 4" + notWhole);
        assertBroken(
                ONE_LABEL,
                file("class.bin", 7, 1, 2, 3, 10, 4, 5, 6),
                "record 1 is class 10, but the classes of `label` are 0 to 9");
    }
}
