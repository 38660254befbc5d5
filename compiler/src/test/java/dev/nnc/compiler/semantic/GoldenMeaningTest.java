package dev.nnc.compiler.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.syntax.Syntax;
import dev.nnc.compiler.syntax.ast.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the graphs of the golden models mean, in double precision and before as well as after the passes, against what PyTorch
 * computed. {@code -Dgolden.cases=DIR} takes another folder of cases.
 */
class GoldenMeaningTest {
    private static final Path GENERATED = Path.of("..", "generated-tests", "src", "test");
    private static final Path CASES = Path.of(System.getProperty(
            "golden.cases", GENERATED.resolve("resources/golden").toString()));
    private static final String ENDING = ".safetensors";

    @TestFactory
    Stream<DynamicTest> agrees() throws IOException {
        Map<String, Model> models = models();
        return cases().stream()
                .filter(models::containsKey)
                .sorted()
                .map(name -> DynamicTest.dynamicTest(
                        name, () -> new GoldenMeaning(models.get(name), CASES.resolve(name + ENDING)).check()));
    }

    @Test
    void everyCaseHasAModel() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(60);
        assertThat(models().keySet()).containsAll(cases());
    }

    private static Set<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .collect(Collectors.toSet());
        }
    }

    /** All models of the folder, by the names of their cases: {@code MlpReluCe} is {@code mlp_relu_ce}. */
    private static Map<String, Model> models() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(GENERATED.resolve("nn/golden"))) {
            files = found.sorted().toList();
        }
        Map<String, Model> models = new TreeMap<>();
        for (Path file : files) {
            Problems problems = new Problems();
            Program program = Syntax.parse(new Source(file.getFileName().toString(), Files.readString(file)), problems);
            problems.throwIfAny();
            for (String name : Semantics.models(program)) {
                String own = name.replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
                models.put(own, Semantics.elaborate(program, name, Map.of(), problems));
            }
        }
        return models;
    }
}
