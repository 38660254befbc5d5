package dev.nnc.compiler.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The collector of problems. */
class ProblemsTest {
    private static final Source SOURCE = new Source("x.nn", "one two");
    private static final Problem FIRST = Problem.error("a", SOURCE.span(0, 3), "first");
    private static final Problem SECOND = Problem.error("b", SOURCE.span(4, 7), "second");
    private static final Problem CAREFUL = Problem.warning("c", SOURCE.span(0, 3), "careful");

    private final Problems problems = new Problems();

    @Test
    void sortsByPlaceErrorsFirst() {
        problems.add(SECOND);
        problems.add(CAREFUL);
        problems.add(FIRST);
        assertThat(problems.list()).containsExactly(FIRST, CAREFUL, SECOND);
    }

    @Test
    void keepsEqualProblemsOnce() {
        problems.add(FIRST);
        problems.add(Problem.error("a", SOURCE.span(0, 3), "first"));
        assertThat(problems.list()).hasSize(1);
    }

    @Test
    void warningsDoNotFail() {
        problems.add(CAREFUL);
        assertThat(problems.hasErrors()).isFalse();
        assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
    }

    @Test
    void errorsFailWithEverything() {
        problems.add(CAREFUL);
        problems.add(SECOND);
        assertThatThrownBy(problems::throwIfAny).isInstanceOfSatisfying(CompilationFailed.class, failed -> {
            assertThat(failed.problems()).containsExactly(CAREFUL, SECOND);
            assertThat(failed).hasMessage(ProblemRenderer.render(problems.list()));
        });
    }

    @Test
    void notesAndSuggestionsMakeNewProblems() {
        Problem more = FIRST.note(SOURCE.span(4, 7), "here").suggest("try");
        assertThat(FIRST.notes()).isEmpty();
        assertThat(more.notes()).containsExactly(new Note(SOURCE.span(4, 7), "here"));
        assertThat(more.suggestion()).contains("try");
    }
}
