package dev.nnc.compiler;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Severity;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.loops.program.ArraySizes;
import java.util.List;

/**
 * What became of one {@code .nn} file.
 *
 * @param problems errors and warnings in order of their place; with an error there is nothing else
 * @param models the checked models
 * @param sizes how much the classes of each model hold
 * @param files the Java sources
 * @param tests the Java sources of the tests, where they were asked for
 */
public record Compilation(
        List<Problem> problems,
        List<Model> models,
        List<ArraySizes> sizes,
        List<GeneratedFile> files,
        List<GeneratedFile> tests) {
    public Compilation {
        problems = List.copyOf(problems);
        models = List.copyOf(models);
        sizes = List.copyOf(sizes);
        files = List.copyOf(files);
        tests = List.copyOf(tests);
    }

    /** What became of a file with errors. */
    public static Compilation failed(List<Problem> problems) {
        return new Compilation(problems, List.of(), List.of(), List.of(), List.of());
    }

    /** Whether there is an error. */
    public boolean failed() {
        return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    }
}
