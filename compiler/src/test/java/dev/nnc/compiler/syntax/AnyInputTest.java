package dev.nnc.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.ProblemRenderer;
import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.syntax.ast.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is in the file, there is a report or a tree, in reasonable time, and never an exception. */
class AnyInputTest {
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            "->",
            "=",
            ",",
            ":",
            ".",
            "\n",
            "\n",
            "+",
            "-",
            "<=",
            "if",
            "else",
            "repeat",
            "model",
            "block",
            "train",
            "function",
            "input",
            "output",
            "loss",
            "entry",
            "state",
            "layer",
            "parameter",
            "updates",
            "of",
            "float",
            "class",
            "x",
            "in",
            "3",
            "0.5",
            "\"s\"",
            "not",
            "and",
            "$",
            "\"",
            "/*",
            "//",
            "'",
            "\uD800",
            "😀",
            "\u0000",
            "é",
            "\\",
            ";",
            "!");

    static List<Path> models() throws IOException {
        return ModelsTest.models();
    }

    @Test
    void randomPieces() {
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(60);
            for (int i = 0; i < length; i++) {
                text.append(PIECES.get(random.nextInt(PIECES.size()))).append(random.nextInt(4) == 0 ? "" : " ");
            }
            survives(text.toString(), "seed " + seed);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void modelsWithAMistake(Path file) throws IOException {
        String text = Files.readString(file);
        Random random = new Random(file.getFileName().toString().hashCode());
        for (int i = 0; i < 40; i++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(8));
            String piece = random.nextBoolean() ? "" : PIECES.get(random.nextInt(PIECES.size()));
            survives(text.substring(0, at) + piece + text.substring(end), file + " mistake " + i);
        }
    }

    /** Also: what has no errors prints back to itself. */
    private static void survives(String text, String what) {
        Problems problems = new Problems();
        assertThatCode(() -> {
                    Program program = Syntax.parse(new Source("x.nn", text), problems);
                    ProblemRenderer.render(problems.list());
                    if (problems.list().isEmpty()) {
                        String printed = AstPrinter.print(program);
                        assertThat(AstPrinter.print(Parsing.program(printed))).isEqualTo(printed);
                    }
                })
                .as(what + ":\n" + text)
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "f(", "repeat 2 {", "if a {", "-(", "{", "x -> (", "[("})
    void deepNestingIsOneError(String opening) {
        assertThat(Parsing.problems("block A { " + opening.repeat(10_000)))
                .extracting(Problem::id)
                .containsExactly("too-deep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- ", "not ", "a + ", "a and ", "if a { b } else "})
    void longChainsAreOneError(String link) {
        assertThat(Parsing.problems(
                        "block A { " + link.repeat(10_000) + (link.startsWith("if") ? "{ a }" : "a") + " }"))
                .extracting(Problem::id)
                .containsExactly("too-deep");
    }

    @Test
    void longPipelinesAndMembersAreFine() {
        assertThat(Parsing.problems("block A { in" + " -> relu".repeat(10_000) + " }"))
                .isEmpty();
        assertThat(Parsing.problems("block A { a" + ".b".repeat(10_000) + " }"))
                .extracting(Problem::id)
                .containsExactly("too-deep");
    }

    @ParameterizedTest
    @CsvSource({
        "(, )",
        "f(, )",
        "repeat 2 {, }",
        "if a {, } else { b }",
        "x -> (x -> , )",
        "[, ]",
        "-(, )",
        "'repeat 2 { x = in\n', '\n}'"
    })
    void theDeepestAllowedNestingFitsASmallStack(String opening, String closing) throws InterruptedException {
        String nested = opening.repeat(99) + "a" + closing.repeat(99);
        Throwable[] thrown = new Throwable[1];
        Runnable parse = () -> {
            for (String text :
                    List.of("block A { " + nested + " }", "block A { " + nested + " + a".repeat(100) + " }")) {
                Problems problems = new Problems();
                Program program = Syntax.parse(new Source("x.nn", text), problems);
                AstPrinter.print(program);
            }
        };
        Thread thread = new Thread(null, parse, "small", 512 * 1024);
        thread.setUncaughtExceptionHandler((dead, failure) -> thrown[0] = failure);
        thread.start();
        thread.join();
        assertThat(thrown[0]).isNull();
    }

    @Test
    void noiseIsReportedBriefly() {
        List<Problem> problems = Parsing.problems("x y z $ ( ] \"\n".repeat(20_000));
        assertThat(problems).hasSizeBetween(2, 51);
        assertThat(problems).extracting(Problem::id).contains("too-many-errors");
    }

    @Test
    void loneSurrogatesAreStrayCharacters() {
        List<Problem> problems = Parsing.problems("block A { \uDC00 in \uD83D }");
        assertThat(problems).extracting(Problem::id).containsExactly("stray-character", "stray-character");
        assertThat(problems.get(1).at().start()).isEqualTo(15);
    }
}
