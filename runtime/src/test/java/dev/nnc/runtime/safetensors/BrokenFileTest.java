package dev.nnc.runtime.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the message for every way in which a file can be broken, and that nothing else happens for any other. */
class BrokenFileTest {

    @TempDir
    Path folder;

    private static byte[] file(String header, int dataBytes) {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.putLong(text.length).put(text).array();
    }

    private static byte[] length(long headerBytes, int follow) {
        return ByteBuffer.allocate(8 + follow)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(headerBytes)
                .array();
    }

    private static String tensor(String name, String dtype, String shape, int begin, int end) {
        return "\"" + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":[" + begin + ","
                + end + "]}";
    }

    private static Arguments header(String header, int dataBytes, String problem) {
        return Arguments.of(file(header, dataBytes), "in its header, " + problem);
    }

    static Stream<Arguments> broken() {
        return Stream.of(brokenLengths(), brokenJson(), brokenTensors(), brokenPlaces())
                .flatMap(group -> group);
    }

    private static Stream<Arguments> brokenLengths() {
        return Stream.of(
                Arguments.of(new byte[0], "it begins with 8 bytes of header length, but has 0 in all"),
                Arguments.of(new byte[7], "it begins with 8 bytes of header length, but has 7 in all"),
                Arguments.of(length(3, 2), "its first 8 bytes announce a header of 3 bytes, but 2 follow"),
                Arguments.of(
                        length(200_000_000, 2), "its first 8 bytes announce a header of 200000000 bytes, but 2 follow"),
                Arguments.of(
                        length(-1, 2),
                        "its first 8 bytes announce a header of 18446744073709551615 bytes, but 2 follow"));
    }

    private static Stream<Arguments> brokenJson() {
        return Stream.of(
                Arguments.of(file("{\"\u00ff\":1}", 0), "its header is not UTF-8"),
                header("", 0, "it ends in the middle of a value"),
                header("[]", 0, "the header is no object"),
                header("{", 0, "it ends in the middle of a value"),
                header("{} x", 0, "expected the end at character 3, found 'x'"),
                header("{\"a\" 1}", 0, "expected ':' at character 5, found '1'"),
                header("{\"a\":1 \"b\":2}", 0, "expected ',' at character 7, found '\"'"),
                header(
                        "{\"a\":nan}",
                        0,
                        "expected an object, an array, a string or a whole number at character 5, found 'n'"),
                header("{\"a\":1.5}", 0, "1.5 at character 5 is no whole number of 64 bits"),
                header("{\"a\":\"\\x\"}", 0, "an unknown escape \\x at character 6"),
                header("{\"a\":\"\\u12g4\"}", 0, "expected a hexadecimal digit at character 10, found 'g'"),
                header("{\"a\":\"\n\"}", 0, "a control character stands in a string at character 6"),
                header("[[[[[[[[[", 0, "values nest too deeply at character 8"));
    }

    private static Stream<Arguments> brokenTensors() {
        String w = tensor("w", "F32", "[2]", 0, 8);
        return Stream.of(
                header("{\"w\":1}", 0, "tensor w is no object"),
                header("{" + w + "," + w + "}", 8, "the name \"w\" stands twice"),
                header("{\"__metadata__\":3}", 0, "__metadata__ is no object"),
                header("{\"__metadata__\":{\"k\":3}}", 0, "__metadata__ has a value that is no string: k"),
                header(
                        "{" + tensor("w", "BF16", "[2]", 0, 4) + "}",
                        4,
                        "tensor w is of type BF16; F32, F64, I32 and I64 are read"),
                header(
                        "{\"w\":{\"shape\":[],\"data_offsets\":[0,4]}}",
                        4,
                        "tensor w is of type null; F32, F64, I32 and I64 are read"),
                header("{\"w\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", 4, "tensor w has no shape"),
                header("{\"w\":{\"dtype\":\"F32\",\"shape\":[]}}", 4, "tensor w has no data_offsets"),
                header(
                        "{\"w\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[4]}}",
                        4,
                        "tensor w has 1 data_offsets, not 2"),
                header(
                        "{\"w\":{\"dtype\":\"F32\",\"shape\":[],\"color\":\"red\"}}",
                        4,
                        "tensor w has an unknown field color"),
                header(
                        "{" + tensor("w", "F32", "[\"2\"]", 0, 8) + "}",
                        8,
                        "tensor w has a shape that is no list of whole numbers"),
                header("{" + tensor("w", "F32", "[-1]", 0, 8) + "}", 8, "tensor w has an axis of -1"),
                header(
                        "{" + tensor("w", "F32", "[65536,65536,65536]", 0, 0) + "}",
                        0,
                        "tensor w of shape [65536, 65536, 65536] is too large"),
                header(
                        "{" + tensor("w", "F32", "[3]", 0, 8) + "}",
                        8,
                        "tensor w of shape [3] and type F32 needs 12 bytes, but its data_offsets are 0 and 8"),
                header(
                        "{" + tensor("w", "F32", "[2]", -8, 0) + "}",
                        8,
                        "tensor w of shape [2] and type F32 needs 8 bytes, but its data_offsets are -8 and 0"));
    }

    private static Stream<Arguments> brokenPlaces() {
        String w = tensor("w", "F32", "[2]", 0, 8);
        return Stream.of(
                header("{" + w + "," + tensor("v", "F32", "[2]", 4, 12) + "}", 12, "tensors w and v overlap"),
                header(
                        "{" + w + "," + tensor("v", "F32", "[1]", 12, 16) + "}",
                        16,
                        "bytes 8 to 12 of the data belong to no tensor"),
                header("{" + w + "}", 5, "the tensors need 8 bytes of data, but there are 5"),
                header("{" + w + "}", 9, "the tensors need 8 bytes of data, but there are 9"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void saysWhatIsWrong(byte[] bytes, String problem) throws IOException {
        Path file = folder.resolve("broken");
        Files.write(file, bytes);
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(SafetensorsException.class)
                .hasMessage(file + " is no safetensors file, or a broken one: " + problem);
    }

    @Test
    void chanceNeverFindsAnotherFailure() throws IOException {
        byte[] good = file(
                "{\"__metadata__\":{\"a\":\"\\u0041\"}," + tensor("w", "F32", "[2]", 0, 8) + ","
                        + tensor("v", "I64", "[1,2]", 8, 24) + "}",
                24);
        Path file = folder.resolve("mutated");
        Files.write(file, good);
        assertThat(Safetensors.read(file).tensors()).hasSize(2);
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] mutated = Arrays.copyOf(good, good.length - (i % 7 == 0 ? random.nextInt(good.length) : 0));
            for (int m = random.nextInt(3); m >= 0 && mutated.length > 0; m--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, mutated);
            try {
                Safetensors.read(file);
            } catch (SafetensorsException expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(300);
    }
}
