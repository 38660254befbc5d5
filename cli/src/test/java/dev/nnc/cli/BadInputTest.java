package dev.nnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user is told about broken data, weights and models: the whole message, and no file is written. */
class BadInputTest {
    private static final String HEADER = "radius,diagnosis,texture\n";

    @TempDir
    Path folder;

    private TumourFolder tumour;

    @BeforeEach
    void write() throws IOException {
        tumour = TumourFolder.in(folder);
    }

    @Test
    void tables() throws IOException {
        assertTable("", ": error: the file is empty");
        assertTable(HEADER, ": error: there is a header, but no row below it");
        assertTable(
                HEADER + "1,benign,2\n1,benign,NaN\n", ":3:10: error: `NaN` is not a finite number (column `texture`)");
        assertTable(HEADER + "1,benign,inf\n", ":2:10: error: `inf` is not a number (column `texture`)");
        assertTable(HEADER + "one,benign,2\n", ":2:1: error: `one` is not a number (column `radius`)");
        assertTable(
                HEADER + "1,bening,2\n",
                ":2:3: error: `bening` is no class of `diagnosis`\nhelp: did you mean `benign`?");
        assertTable(HEADER + "1,benign\n", ":2:1: error: this row has 2 fields, but the header has 3");
        assertTable(
                "radius,diagnosis\n1,benign\n",
                ":1:1: error: `features` takes 2 columns, but there is 1 beside `diagnosis`");
        assertTable(
                "radius,diagnosis,texture,age\n1,benign,2,3\n",
                ":1:1: error: `features` takes 2 columns, but there are 3 beside `diagnosis`\n"
                        + "help: leave the others out with --ignore COLUMN,...");
        assertTable(
                "radius,diagnose,texture\n1,benign,2\n",
                ":1:1: error: there is no column for `diagnosis`\nhelp: did you mean `diagnose`?");
    }

    @Test
    void columnsOfWhatTheModelDoesNotHave() throws IOException {
        assertRefused(
                "error: --columns lists columns of `featurs`, which is no input or target of `Tumour`\n"
                        + "help: did you mean `features`?",
                "train",
                tumour.model(),
                "--data",
                tumour.data(),
                "--columns",
                "featurs=texture,radius",
                "--output",
                tumour.run(),
                "--quiet");
    }

    @Test
    void foldersThatAreFiles() throws IOException {
        assertRefused(
                "error: `" + tumour.data() + "`: this is a file, not a folder to write into",
                "train",
                tumour.model(),
                "--data",
                tumour.data(),
                "--output",
                tumour.data(),
                "--quiet");
    }

    @Test
    void filesThatAreFolders() throws IOException {
        TumourFolder.trainedIn(folder);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertRefused(
                "error: `" + empty + "`: this is a folder, not a file to write",
                "predict",
                tumour.model(),
                "--weights",
                tumour.weights(),
                "--output",
                empty);
    }

    @Test
    void labelsWithoutPictures() throws IOException {
        TumourFolder.trainedIn(folder);
        assertRefused(
                "error: --images and --labels go together",
                "predict",
                tumour.model(),
                "--weights",
                tumour.weights(),
                "--labels",
                tumour.data());
    }

    private void assertTable(String text, String message) throws IOException {
        Path data = Files.writeString(folder.resolve("bad.csv"), text);
        assertRefused(data + message, "train", tumour.model(), "--data", data, "--output", tumour.run());
    }

    @Test
    void picturesInIdxFiles() throws IOException {
        Path idx = Files.createDirectories(folder.resolve("idx"));
        Path labels = Files.write(idx.resolve("train-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 0});
        Path images = idx.resolve("train-images-idx3-ubyte");
        byte[] whole = {0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 7, 7};
        assertIdx(images, Arrays.copyOf(whole, 17), images + " is truncated: 1 x 1 x 2 needs 2 bytes of data, found 1");
        assertIdx(
                images,
                Arrays.copyOf(whole, 10),
                images + " is truncated: its header of 3 axes needs 16 bytes, found 10");
        assertIdx(images, new byte[0], images + " is empty");
        assertIdx(
                images,
                new byte[] {'P', 'N', 'G', 1},
                images
                        + " is no IDX file: it begins with 50 4e 47 01, expected 00 00, the type and the number of axes");
        Files.write(labels, new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 2});
        assertIdx(images, whole, labels + ": example 0 is class 2, but the classes of diagnosis are 0 to 1");
    }

    private void assertIdx(Path images, byte[] content, String message) throws IOException {
        Files.write(images, content);
        assertRefused(
                "error: " + message,
                "train",
                tumour.model(),
                "--data",
                images.getParent(),
                "--output",
                tumour.run(),
                "--quiet");
    }

    @Test
    void weights() throws IOException {
        TumourFolder.trainedIn(folder);
        byte[] whole = Files.readAllBytes(tumour.weights());
        Path broken = folder.resolve("broken.safetensors");
        String no = "error: " + broken + " is no safetensors file, or a broken one: ";
        assertWeights(broken, new byte[0], no + "it begins with 8 bytes of header length, but has 0 in all");
        assertWeights(
                broken,
                Arrays.copyOf(whole, 100),
                no + "its first 8 bytes announce a header of " + headerBytes(whole) + " bytes, but 92 follow");
        assertRefused(
                "error: " + tumour.weights() + " holds weights alone, not a checkpoint to resume from",
                "train",
                tumour.model(),
                "--resume",
                tumour.weights());
    }

    private static long headerBytes(byte[] weights) {
        return ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private void assertWeights(Path file, byte[] content, String message) throws IOException {
        Files.write(file, content);
        assertRefused(message, "predict", tumour.model(), "--weights", file, "--output", folder.resolve("out.csv"));
    }

    @Test
    void weightsOfAnotherModel() throws IOException {
        TumourFolder.trainedIn(folder);
        Path model = model("    input x: float[3]", "    target t: float[1]", "    y = x -> dense(1)");
        CommandLineRun run = CommandLineRun.compiled("predict", model, "--weights", tumour.weights());
        assertThat(run.err())
                .isEqualTo(
                        "error: " + tumour.weights() + " does not fit model Net; it lacks y.dense.weight [1, 3] (and 1"
                                + " more); it has, which the model has not, dense.weight [1, 2] (and 1 more)\n");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void models() throws IOException {
        assertModel(
                "5:26: error: a kernel that reaches over 9 does not fit into `image`, which is 8 long along axis 1",
                "    y = image -> conv(4, 9) -> flatten -> dense(1)");
        assertModel(
                "5:38: error: 6 channels do not divide into 4 groups",
                "    y = image -> conv(8, 3, groups = 4) -> flatten -> dense(1)");
        assertModel(
                "5:58: error: a width of 6 does not divide into 4 heads",
                "    y = image -> reshape(8, 48) -> dense(6) -> attention(4) -> flatten -> dense(1)");
    }

    private void assertModel(String message, String pipeline) throws IOException {
        Path model = model("    input image: float[6, 8, 8]", "    target t: float[1]", "", pipeline);
        List<Path> before = files();
        CommandLineRun run = CommandLineRun.compiled("train", model, "--data", tumour.data(), "-o", tumour.run());
        assertThat(run.err()).startsWith(model + ":" + message + "\n");
        assertThat(run.code()).isEqualTo(1);
        assertThat(files()).isEqualTo(before);
    }

    private Path model(String... lines) throws IOException {
        return Files.writeString(
                folder.resolve("net.nn"),
                "model Net {\n" + String.join("\n", lines) + "\n    output y\n    loss mean_squared_error(y, t)\n}\n");
    }

    private void assertRefused(String message, Object... arguments) throws IOException {
        List<Path> before = files();
        CommandLineRun run = CommandLineRun.of(arguments);
        assertThat(run.err()).isEqualTo(message + "\n");
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(1);
        assertThat(files()).isEqualTo(before);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted().toList();
        }
    }
}
