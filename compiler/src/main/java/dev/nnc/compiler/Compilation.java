package dev.nnc.compiler;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Severity;
import dev.nnc.compiler.ir.model.Model;
import java.util.List;

/**
 * What became of one {@code .nn} file.
 *
 * @param problems errors and warnings in order of their place; with an error there is nothing else
 * @param models the checked models
 * @param files the Java sources
 * @param tests the Java sources of the tests, where they were asked for
 */
public record Compilation(
        List<Problem> problems, List<Model> models, List<GeneratedFile> files, List<GeneratedFile> tests) {
    public Compilation {
        problems = List.copyOf(problems);
        models = List.copyOf(models);
        files = List.copyOf(files);
        tests = List.copyOf(tests);
    }

    /** Whether there is an error. */
    public boolean failed() {
        return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    }
}
