package dev.nnc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks IDX files, whole and broken, and the batches that are read from them. */
class IdxTest {

    private static final Signature SIGNATURE = Signature.of("Pictures", "f")
            .input(InputSpec.floats("image", 1, 2, 3))
            .target(InputSpec.classes("label", 10))
            .build(8);

    @TempDir
    Path folder;

    private static byte[] idx(int type, int[] shape, int... data) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * shape.length + data.length);
        bytes.put((byte) 0).put((byte) 0).put((byte) type).put((byte) shape.length);
        Arrays.stream(shape).forEach(bytes::putInt);
        Arrays.stream(data).forEach(value -> bytes.put((byte) value));
        return bytes.array();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] images() {
        return idx(8, new int[] {2, 2, 3}, 0, 1, 2, 3, 4, 255, 10, 20, 30, 40, 50, 128);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bytesComeAsTheyAre(boolean gzipped) throws IOException {
        byte[] labels = idx(8, new int[] {2}, 7, 9);
        IdxSource source = IdxSource.read(
                SIGNATURE,
                write("images", gzipped ? gzip(images()) : images()),
                write("labels", gzipped ? gzip(labels) : labels));
        assertThat(source.size()).isEqualTo(2);
        Batch batch = Batch.forTraining(SIGNATURE, 3);
        source.read(new int[] {9, 1, 0, 1}, 1, 3, batch);
        assertThat(batch.count()).isEqualTo(3);
        assertThat(batch.floats(0))
                .containsExactly(10, 20, 30, 40, 50, 128, 0, 1, 2, 3, 4, 255, 10, 20, 30, 40, 50, 128);
        assertThat(batch.classes(1)).containsExactly(9, 7, 9);
    }

    @Test
    void inputsAloneAreEnoughToPredict() throws IOException {
        IdxSource source = IdxSource.read(SIGNATURE, write("images", images()));
        Batch batch = Batch.forPrediction(SIGNATURE, 1);
        source.read(new int[] {1}, 0, 1, batch);
        assertThat(batch.floats(0)).containsExactly(10, 20, 30, 40, 50, 128);
    }

    private void assertBroken(byte[] bytes, String problem) throws IOException {
        Path file = write("broken", bytes);
        assertThatThrownBy(() -> IdxFile.read(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + problem);
    }

    @Test
    void brokenFilesSayWhatWasExpectedAndFound() throws IOException {
        assertBroken(new byte[0], " is empty");
        assertBroken(
                "PK\u0003\u0004".getBytes(),
                " is no IDX file: it begins with 50 4b 03 04, expected 00 00, the type and the number of axes");
        assertBroken(
                new byte[] {0, 0, 8},
                " is no IDX file: it begins with 00 00 08, expected 00 00, the type and the number of axes");
        assertBroken(
                new byte[] {0, 0, 8, 0},
                " is no IDX file: it begins with 00 00 08 00, expected 00 00, the type and the number of axes");
        assertBroken(
                idx(0x0d, new int[] {1}, 0, 0, 0, 0), " holds elements of type 0d; only unsigned bytes (08) are read");
        assertBroken(Arrays.copyOf(images(), 10), " is truncated: its header of 3 axes needs 16 bytes, found 10");
        assertBroken(Arrays.copyOf(images(), 20), " is truncated: 2 x 2 x 3 needs 12 bytes of data, found 4");
        assertBroken(Arrays.copyOf(images(), 30), " goes on after the 12 bytes of 2 x 2 x 3");
        assertBroken(idx(8, new int[] {2, 0}), " has an axis of 0; expected 1 to 2147483647");
        assertBroken(idx(8, new int[] {-1}), " has an axis of 4294967295; expected 1 to 2147483647");
        assertBroken(idx(8, new int[] {65536, 65536}), " of 65536 x 65536 is larger than an array");
        assertBroken(Arrays.copyOf(gzip(images()), 25), " is truncated: its gzip data ends too early");
        byte[] damaged = gzip(images());
        damaged[damaged.length - 6] ^= 1;
        assertBroken(damaged, " is no whole gzip file: Corrupt GZIP trailer");
        assertThatThrownBy(() -> IdxFile.read(folder.resolve("missing"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aHugeTruncatedFileDoesNotNeedItsMemory() throws IOException {
        assertBroken(
                idx(8, new int[] {2_000_000_000}, 1),
                " is truncated: 2000000000 needs 2000000000 bytes of data, found 1");
    }

    private void assertRefused(String message, Path... files) {
        assertThatThrownBy(() -> IdxSource.read(SIGNATURE, files))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    @Test
    void filesMustFitTheModelAndEachOther() throws IOException {
        Path images = write("images", images());
        Path labels = write("labels", idx(8, new int[] {2}, 7, 9));
        Path three = write("three", idx(8, new int[] {3}, 7, 9, 1));
        Path wide = write("wide", idx(8, new int[] {1, 2, 2}, 0, 0, 0, 0));
        Path unknown = write("unknown", idx(8, new int[] {2}, 7, 10));
        assertRefused(three + " has 3 examples, but " + images + " has 2", images, three);
        assertRefused(wide + " has 4 bytes in an example (2 x 2), but image has 6 elements [1, 2, 3]", wide, labels);
        assertRefused(images + " has 6 bytes in an example (2 x 3), but label has a single one", images, images);
        assertRefused(unknown + ": example 1 is class 10, but the classes of label are 0 to 9", images, unknown);
        assertRefused("Pictures takes an IDX file for each of image, label, not 3 files", images, labels, labels);
    }
}
