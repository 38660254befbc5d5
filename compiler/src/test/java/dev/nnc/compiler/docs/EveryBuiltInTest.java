package dev.nnc.compiler.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.semantic.StandardLibrary;
import dev.nnc.compiler.semantic.builtin.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every layer, function, loss and optimizer has a model in generated-tests, where its kernels are held against its meaning, and
 * numbers of somewhere else that its meaning is held against. That it is in the language reference, {@link
 * LanguageReferenceTest} sees to.
 */
class EveryBuiltInTest {
    private static final Path MODELS = Path.of("..", "generated-tests", "src", "test", "nn");
    private static final Path TESTS = Path.of("src", "test", "java", "dev", "nnc", "compiler", "semantic");

    private final Library library = StandardLibrary.LIBRARY;

    @Test
    void everyLayerHasAModel() throws IOException {
        assertThat(missing(library.layers().keySet(), zoo())).isEmpty();
    }

    @Test
    void everyFunctionHasAModel() throws IOException {
        assertThat(missing(library.functions().keySet(), zoo())).isEmpty();
    }

    @Test
    void everyLossHasAModel() throws IOException {
        assertThat(missing(library.losses().keySet(), zoo())).isEmpty();
    }

    @Test
    void everyOptimizerHasAModel() throws IOException {
        assertThat(missing(library.optimizers().keySet(), zoo())).isEmpty();
    }

    @Test
    void everyLayerHasNumbersToAgreeWith() throws IOException {
        assertThat(missing(library.layers().keySet(), numbers())).isEmpty();
    }

    @Test
    void everyFunctionHasNumbersToAgreeWith() throws IOException {
        assertThat(missing(library.functions().keySet(), numbers())).isEmpty();
    }

    @Test
    void everyLossHasNumbersToAgreeWith() throws IOException {
        assertThat(missing(library.losses().keySet(), numbers())).isEmpty();
    }

    @Test
    void everyOptimizerHasNumbersToAgreeWith() throws IOException {
        assertThat(missing(library.optimizers().keySet(), numbers())).isEmpty();
    }

    private static String zoo() throws IOException {
        return texts(MODELS.resolve("zoo"), ".nn");
    }

    /** The models of the golden cases, and the tests of the library that hold it against numbers. */
    private static String numbers() throws IOException {
        return texts(MODELS.resolve("golden"), ".nn")
                + texts(TESTS, "MeaningTest.java")
                + texts(TESTS, "ActivationTest.java")
                + texts(TESTS, "FunctionTest.java")
                + texts(TESTS, "LossTest.java")
                + texts(TESTS, "OptimizerTest.java");
    }

    private static String texts(Path folder, String ending) throws IOException {
        StringBuilder texts = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> wanted = files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
            for (Path file : wanted) {
                texts.append(Files.readString(file).replaceAll("//.*", ""));
            }
        }
        return texts.toString();
    }

    private static Set<String> missing(Collection<String> names, String texts) {
        Set<String> missing = new TreeSet<>(names);
        missing.removeIf(
                name -> Pattern.compile("\\b" + name + "\\b").matcher(texts).find());
        return missing;
    }
}
