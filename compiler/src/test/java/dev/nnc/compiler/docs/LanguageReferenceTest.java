package dev.nnc.compiler.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.diagnostics.CompilationFailed;
import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.ProblemRenderer;
import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.diagnostics.Severity;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.semantic.Semantics;
import dev.nnc.compiler.semantic.StandardLibrary;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Library;
import dev.nnc.compiler.syntax.Syntax;
import dev.nnc.compiler.syntax.ast.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every example of {@code docs/language.md} and {@code docs/errors.md} means what the text says, and every built-in is in it, with its arguments and defaults. */
class LanguageReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "language.md");
    private static final Path ERRORS = Path.of("..", "docs", "errors.md");
    private static final String FILE_NAME = "example.nn";

    @TestFactory
    Stream<DynamicTest> examplesCompile() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        for (Fence fence : Fence.read(REFERENCE)) {
            if (fence.info().equals("nn")) {
                files.put("line " + fence.line(), fence.text());
            }
            for (Fragment fragment : Fragment.values()) {
                if (fence.info().equals("nn " + fragment.word())) {
                    fragment.examples(fence.text())
                            .forEach(example ->
                                    files.put("line " + fence.line() + ": " + example, fragment.file(example)));
                }
            }
        }
        return files.entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getKey(),
                        () -> assertThat(errors(file.getValue()))
                                .as(file.getValue())
                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> wrongExamplesGiveTheStatedProblem() throws IOException {
        return Stream.concat(wrongExamples(REFERENCE), wrongExamples(ERRORS));
    }

    private static Stream<DynamicTest> wrongExamples(Path file) throws IOException {
        List<Fence> fences = Fence.read(file);
        return fences.stream()
                .filter(fence -> fence.info().equals("nn wrong"))
                .map(fence -> DynamicTest.dynamicTest(file.getFileName() + " line " + fence.line(), () -> {
                    Fence report = fences.get(fences.indexOf(fence) + 1);
                    assertThat(report.info()).isEqualTo("text");
                    assertThat(ProblemRenderer.render(problems(fence.text())).strip())
                            .isEqualTo(report.text().strip());
                }));
    }

    @TestFactory
    Stream<DynamicTest> weightsHaveTheStatedNames() throws IOException {
        Pattern row = Pattern.compile("^\\| `((?:h =|layer|parameter) [^`]*)`[^|]*\\| (.*) \\|$", Pattern.MULTILINE);
        List<MatchResult> rows =
                row.matcher(Files.readString(REFERENCE)).results().toList();
        assertThat(rows).hasSizeGreaterThan(5);
        return rows.stream()
                .map(match -> DynamicTest.dynamicTest(match.group(1), () -> {
                    String[] stated = match.group(2).replace("`", "").split(", ");
                    List<String> wanted = Arrays.stream(stated)
                            .filter(name -> !name.equals("..."))
                            .toList();
                    assertThat(weights(match.group(1))).containsAll(wanted);
                    assertThat(weights(match.group(1)).size() > wanted.size()).isEqualTo(stated.length > wanted.size());
                }));
    }

    /** The names of the weights of a model with one statement, which is used. */
    private static List<String> weights(String statement) {
        String name = statement.replaceFirst("^(layer|parameter) ", "").replaceFirst("[^a-z].*", "");
        String use = statement.startsWith("layer") ? "x -> " + name : statement.startsWith("h") ? "h" : "x + " + name;
        String block = "block Pair {\n first = in -> dense(6)\n first -> relu -> dense(6)\n}\n";
        String model = "model Example {\n input x: float[6]\n " + statement + "\n output result = " + use + "\n}\n";
        Problems problems = new Problems();
        Program program = Syntax.parse(new Source(FILE_NAME, block + model), problems);
        return Semantics.elaborate(program, "Example", Map.of(), problems).weights().stream()
                .map(Weight::name)
                .toList();
    }

    @Test
    void everyFenceIsOfAKnownKind() throws IOException {
        Set<String> known = Arrays.stream(Fragment.values())
                .map(fragment -> "nn " + fragment.word())
                .collect(Collectors.toSet());
        known.addAll(List.of("nn", "nn wrong", "text", "java", "sh"));
        assertThat(Fence.read(REFERENCE)).extracting(Fence::info).allMatch(known::contains);
    }

    @Test
    void everyBuiltInHasItsSignature() throws IOException {
        String text = Files.readString(REFERENCE);
        List<String> missing = namespaces().values().stream()
                .flatMap(Collection::stream)
                .map(builtin -> "`" + Signatures.of(builtin) + "`")
                .filter(signature -> !text.contains(signature))
                .toList();
        assertThat(missing).isEmpty();
    }

    @Test
    void everyBuiltInHasAnExample() throws IOException {
        Map<String, String> examples = Fence.read(REFERENCE).stream()
                .filter(fence -> fence.info().startsWith("nn"))
                .collect(Collectors.groupingBy(Fence::info, Collectors.mapping(Fence::text, Collectors.joining())));
        Set<String> missing = new TreeSet<>();
        namespaces().forEach((kinds, builtins) -> {
            String shown = kinds.stream()
                    .map(kind -> examples.getOrDefault("nn " + kind, ""))
                    .collect(Collectors.joining());
            builtins.stream()
                    .map(Builtin::name)
                    .filter(name -> !Pattern.compile("\\b" + name + "\\b")
                            .matcher(shown)
                            .find())
                    .forEach(missing::add);
        });
        assertThat(missing).isEmpty();
    }

    /** The built-ins by the kinds of fences that show them. */
    private static Map<List<String>, Collection<? extends Builtin<?>>> namespaces() {
        Library library = StandardLibrary.LIBRARY;
        Map<List<String>, Collection<? extends Builtin<?>>> all = new LinkedHashMap<>();
        all.put(List.of("layer", "statements"), library.layers().values());
        all.put(List.of("layer", "value"), library.functions().values());
        all.put(List.of("loss"), library.losses().values());
        all.put(List.of("metric"), library.metrics().values());
        all.put(List.of("initialiser"), library.initialisers().values());
        all.put(List.of("setting"), library.optimizers().values());
        all.put(List.of("schedule"), library.schedules().values());
        return all;
    }

    private static List<String> errors(String file) {
        return problems(file).stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(problem -> ProblemRenderer.render(List.of(problem)))
                .toList();
    }

    private static List<Problem> problems(String file) {
        Problems problems = new Problems();
        try {
            Program program = Syntax.parse(new Source(FILE_NAME, file), problems);
            problems.throwIfAny();
            for (String model : Semantics.models(program)) {
                Semantics.elaborate(program, model, Map.of(), problems);
            }
            return problems.list();
        } catch (CompilationFailed failed) {
            return failed.problems();
        }
    }
}
