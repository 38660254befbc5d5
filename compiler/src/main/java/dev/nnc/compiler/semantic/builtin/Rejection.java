package dev.nnc.compiler.semantic.builtin;

import dev.nnc.compiler.diagnostics.Problem;

/** Ends the elaboration of one statement: its problem is reported, and what depends on the statement is passed over in silence. */
public final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Rejection(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    /** The user's mistake. */
    public Problem problem() {
        return problem;
    }
}
