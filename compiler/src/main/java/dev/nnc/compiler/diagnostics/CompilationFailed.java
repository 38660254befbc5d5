package dev.nnc.compiler.diagnostics;

import java.util.List;

/** A source has errors; its message is their rendered report, and {@link #problems()} the same as data. */
public final class CompilationFailed extends RuntimeException {
    private final transient List<Problem> problems;

    /** Takes the problems in the order in which they are to be reported. */
    public CompilationFailed(List<Problem> problems) {
        super(ProblemRenderer.render(problems));
        this.problems = List.copyOf(problems);
    }

    /** The problems, warnings too, by place. */
    public List<Problem> problems() {
        return problems;
    }
}
