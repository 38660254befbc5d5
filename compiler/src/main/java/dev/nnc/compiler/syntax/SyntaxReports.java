package dev.nnc.compiler.syntax;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Problems;
import java.util.ArrayList;
import java.util.List;

/** Passes syntax errors on to the user's {@link Problems}, without those that only follow from another, and not endlessly many. */
final class SyntaxReports {
    /** What is no {@code .nn} file at all would have an error on each of its lines. */
    private static final int MOST = 50;

    private final Problems problems;
    private final List<Problem> reported = new ArrayList<>();

    SyntaxReports(Problems problems) {
        this.problems = problems;
    }

    boolean isEmpty() {
        return reported.isEmpty();
    }

    void add(Problem problem) {
        if (reported.size() == MOST) {
            return;
        }
        reported.add(problem);
        problems.add(problem);
        if (reported.size() == MOST) {
            problems.add(Problem.error("too-many-errors", problem.at(), "too many errors; no more of them are shown")
                    .suggest("is this a `.nn` file?"));
        }
    }

    /** Whether something was reported between two offsets, both included: then an error found there may be its echo. */
    boolean anyWithin(int start, int end) {
        return reported.size() == MOST
                || reported.stream()
                        .anyMatch(problem ->
                                problem.at().start() >= start && problem.at().start() <= end);
    }
}
