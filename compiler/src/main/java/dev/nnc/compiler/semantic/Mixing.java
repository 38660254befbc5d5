package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.semantic.builtin.Value;

/** The rule that one example's result never depends on the others of its batch. */
final class Mixing {
    private Mixing() {}

    /** The problem of a value that depends on several examples and goes where none may. */
    static Problem problem(Value value, Span reaches, String how) {
        Span at = value.mixing().orElseThrow();
        Problem problem = Problem.error("mixes-batch", at, "this would mix the examples of a batch; give an axis");
        return at.equals(reaches) ? problem : problem.note(reaches, how);
    }
}
