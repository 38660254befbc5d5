package dev.nnc.compiler.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The exact text of reports. */
class ProblemRendererTest {
    private static final Source SOURCE = new Source("a/mlp.nn", "model A {\n\tx = imagee -> relu\n}\n");

    @Test
    void errorWithNoteAndHelp() {
        Problem problem = Problem.error("unknown-name", SOURCE.span(15, 21), "there is no value `imagee`")
                .note(SOURCE.span(0, 7), "in this model")
                .suggest("did you mean `image`?");
        assertThat(ProblemRenderer.render(problem)).isEqualTo("""
                        a/mlp.nn:2:6: error: there is no value `imagee`
                          2 |     x = imagee -> relu
                            |         ^^^^^^
                        a/mlp.nn:1:1: note: in this model
                          1 | model A {
                            | ^^^^^^^
                        help: did you mean `image`?""");
    }

    @Test
    void severalWithABlankLineBetween() {
        Problem one = Problem.error("a", SOURCE.span(0, 5), "one");
        Problem two = Problem.warning("b", SOURCE.span(0, 5), "two");
        assertThat(ProblemRenderer.render(List.of(one, two))).contains("^^^^^\n\na/mlp.nn:1:1: warning: two");
    }

    @Test
    void aSpanOfSeveralLinesIsUnderlinedOnItsFirst() {
        assertThat(excerpt("model A {\n  x\n}", 6, 15).underline()).isEqualTo("      ^^^");
    }

    @Test
    void aPlaceGetsOneCaret() {
        assertThat(excerpt("ab", 2, 2)).isEqualTo(new Excerpt("ab", "  ^"));
        assertThat(excerpt("", 0, 0)).isEqualTo(new Excerpt("", "^"));
        assertThat(excerpt("a\n", 2, 2)).isEqualTo(new Excerpt("", "^"));
    }

    @Test
    void caretsStandUnderWideAndCombiningCharacters() {
        assertThat(excerpt("日本 é x", 5, 6).underline()).isEqualTo("       ^");
        assertThat(excerpt("e\u0301 x", 3, 4).underline()).isEqualTo("  ^");
        assertThat(excerpt("a 😀", 2, 4).underline()).isEqualTo("  ^^");
    }

    @Test
    void controlCharactersAreNotSentToTheTerminal() {
        assertThat(excerpt("a\u001B[31m b", 7, 8)).isEqualTo(new Excerpt("a\uFFFD[31m b", "       ^"));
    }

    @Test
    void longLinesAreCutAroundTheSpan() {
        String text = "x".repeat(500) + "HERE" + "y".repeat(500);
        Excerpt excerpt = excerpt(text, 500, 504);
        assertThat(excerpt.line())
                .hasSizeLessThan(150)
                .startsWith("...x")
                .contains("xHEREy")
                .endsWith("y...");
        assertThat(excerpt.underline().indexOf('^')).isEqualTo(excerpt.line().indexOf("HERE"));
        assertThat(excerpt.underline().strip()).isEqualTo("^^^^");
    }

    private static Excerpt excerpt(String text, int start, int end) {
        return Excerpt.of(new Source("x.nn", text).span(start, end));
    }
}
