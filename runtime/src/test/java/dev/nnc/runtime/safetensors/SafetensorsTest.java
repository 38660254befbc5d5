package dev.nnc.runtime.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.runtime.safetensors.Safetensors.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks files byte by byte, through write and read, and against one that Python's library wrote. */
class SafetensorsTest {

    @TempDir
    Path folder;

    @Test
    void everyTypeComesBack() throws IOException {
        Safetensors contents = new Safetensors();
        contents.tensors().put("f", new Tensor(new int[] {2, 2}, new float[] {1, -2.5f, Float.NaN, -0f}));
        contents.tensors().put("d", new Tensor(new int[] {1}, new double[] {Math.PI}));
        contents.tensors().put("i", new Tensor(new int[] {3}, new int[] {1, -2, Integer.MIN_VALUE}));
        contents.tensors().put("l", new Tensor(new int[0], new long[] {Long.MAX_VALUE}));
        contents.tensors().put("none", new Tensor(new int[] {0, 4}, new float[0]));
        contents.metadata().put("quote\" \\ and \u0001 and \u00e9 and \ud83d\ude00", "tab\tline\n");
        contents.write(folder.resolve("all"));
        Safetensors read = Safetensors.read(folder.resolve("all"));
        assertThat(read.tensors().keySet()).containsExactly("f", "d", "i", "l", "none");
        assertThat(read.metadata()).isEqualTo(contents.metadata());
        contents.tensors().forEach((name, tensor) -> {
            assertThat(read.tensors().get(name).shape()).isEqualTo(tensor.shape());
            assertThat(read.tensors().get(name).values()).isEqualTo(tensor.values());
        });
    }

    @Test
    void aFileIsLengthHeaderAndData() throws IOException {
        Safetensors contents = new Safetensors();
        contents.metadata().put("k", "v");
        contents.tensors().put("w", new Tensor(new int[] {1, 2}, new float[] {1, 2}));
        contents.write(folder.resolve("file"));
        String header =
                "{\"__metadata__\":{\"k\":\"v\"},\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}";
        int padded = (header.length() + 7) / 8 * 8;
        ByteBuffer expected = ByteBuffer.allocate(8 + padded + 8).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(padded)
                .put((header + " ".repeat(padded - header.length())).getBytes(StandardCharsets.US_ASCII))
                .putFloat(1)
                .putFloat(2);
        assertThat(Files.readAllBytes(folder.resolve("file"))).isEqualTo(expected.array());
    }

    @Test
    void largeTensorsAreReadInPieces() throws IOException {
        float[] values = new float[100_003];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        Safetensors contents = new Safetensors();
        contents.tensors().put("first", new Tensor(new int[] {1}, new float[] {-1}));
        contents.tensors().put("large", new Tensor(new int[] {values.length}, values));
        contents.write(folder.resolve("large"));
        assertThat(Safetensors.read(folder.resolve("large"))
                        .tensors()
                        .get("large")
                        .floats())
                .isEqualTo(values);
    }

    @Test
    void aFileOfPythonsLibraryIsRead() throws IOException {
        Path file = folder.resolve("python");
        try (InputStream in = getClass().getResourceAsStream("written_by_python.safetensors")) {
            Files.copy(in, file);
        }
        Safetensors contents = Safetensors.read(file);
        assertThat(contents.metadata()).isNotEmpty();
        assertThat(contents.tensors()).hasSize(19);
        assertThat(contents.metadata()).containsEntry("case", "perceptron_bce");
        assertThat(contents.metadata().get("network")).startsWith("Seq(\n  (net)");
        assertThat(contents.tensors().get("eval.y").shape()).containsExactly(7, 1);
        assertThat(contents.tensors().get("eval.y").floats()).startsWith(-0.24023491144180298f, 0.3418635427951813f);
        assertThat(contents.tensors().get("grad.net.0.bias").floats()).containsExactly(0.31210142374038696f);
        assertThat(contents.tensors().get("loss").shape()).isEmpty();
    }

    @Test
    void writingReplacesAFileAndLeavesNoOther() throws IOException {
        Path file = folder.resolve("file");
        Files.writeString(file, "old");
        Safetensors contents = new Safetensors();
        contents.tensors().put("w", new Tensor(new int[] {1}, new float[] {1}));
        contents.write(file);
        assertThat(Safetensors.read(file).tensors()).containsOnlyKeys("w");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFailedWriteKeepsTheOldFile() throws IOException {
        Path file = folder.resolve("file");
        Files.writeString(file, "old");
        Safetensors contents = new Safetensors();
        contents.tensors().put("w", new Tensor(new int[] {1}, new float[] {1}));
        contents.tensors().put("bad", new Tensor(new int[] {1}, "text"));
        assertThatThrownBy(() -> contents.write(file)).isInstanceOf(IllegalArgumentException.class);
        assertThat(file).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void missingFilesAndFoldersAreTheirOwnErrors() {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> Safetensors.read(missing)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> new Safetensors().write(missing.resolve("file")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void wholeNumbersAreNoFloats() {
        assertThatThrownBy(() -> new Tensor(new int[] {1}, new int[1]).floats())
                .hasMessage("a tensor of type I32 holds no floating-point numbers");
    }
}
