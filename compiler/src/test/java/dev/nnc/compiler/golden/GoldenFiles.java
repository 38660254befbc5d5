package dev.nnc.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Makes a test of each file of a folder below {@code src/test/golden}: the text above its line {@code ----} goes in, and what comes out
 * must be the text below, exactly.
 *
 * <p>With {@code -Dgolden.update=true} a file that differs is rewritten, and its test still fails, so that nobody forgets to read the
 * difference.
 */
public final class GoldenFiles {
    /** The folder that holds one folder for each call of {@link #in}. */
    static final Path ROOT = Path.of("src", "test", "golden");

    private static final String SEPARATOR = "----\n";

    private GoldenFiles() {}

    /**
     * The tests of one folder; it must hold at least one file, and nothing but cases named {@code *.txt}.
     *
     * @param folder the folder's name
     * @param stage what is tested: from the text of a case to what it should become
     */
    public static Stream<DynamicTest> in(String folder, UnaryOperator<String> stage) {
        List<Path> files = list(ROOT.resolve(folder));
        assertThat(files).as("golden files in " + folder).isNotEmpty();
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file, stage)));
    }

    static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(Path file, UnaryOperator<String> stage) throws IOException {
        assertThat(file.toString()).endsWith(".txt");
        String text = Files.readString(file);
        int separator = text.startsWith(SEPARATOR) ? 0 : text.indexOf("\n" + SEPARATOR) + 1;
        assertThat(text.startsWith(SEPARATOR, separator))
                .as("a line ---- in " + file)
                .isTrue();
        String input = text.substring(0, separator);
        String expected = text.substring(separator + SEPARATOR.length());
        String actual = stage.apply(input).stripTrailing() + "\n";
        if (Boolean.getBoolean("golden.update") && !actual.equals(expected)) {
            Files.writeString(file, input + SEPARATOR + actual);
            fail("rewrote " + file + "; read the difference, then run again without golden.update");
        }
        assertThat(actual).isEqualTo(expected);
    }
}
