package dev.nnc.compiler.diagnostics;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the problems of a compilation, so that all those of a phase are reported at once; for one thread. */
public final class Problems {
    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem problem) -> problem.at().source().name())
            .thenComparing(problem -> problem.at().start())
            .thenComparing(Problem::severity);

    private final Set<Problem> found = new LinkedHashSet<>();

    /** Adds a problem; one that is equal to an earlier one is kept once. */
    public void add(Problem problem) {
        found.add(problem);
    }

    /** Whether an error is among the problems. */
    public boolean hasErrors() {
        return found.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    }

    /** All problems by source, then by place; those at one place in the order in which they were added. */
    public List<Problem> list() {
        return found.stream().sorted(BY_PLACE).toList();
    }

    /**
     * Ends a phase: returns when there are no errors, warnings or not.
     *
     * @throws CompilationFailed with all problems, warnings too, when there is an error
     */
    public void throwIfAny() {
        if (hasErrors()) {
            throw new CompilationFailed(list());
        }
    }
}
