package dev.nnc.maven;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.ProblemRenderer;
import dev.nnc.compiler.diagnostics.Severity;
import dev.nnc.maven.ModelCompiler.Compiled;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** Reports problems as Maven's Java compiler does, {@code path:[line,column] message}, so that editors find the place. */
final class ProblemLog {
    private ProblemLog() {}

    /**
     * Logs every problem of every model, then stops the build when one is an error.
     *
     * @param failOnWarning whether a warning is as bad as an error
     * @throws MojoFailureException with the counts
     */
    static void report(List<Compiled> compiled, boolean failOnWarning, Log log) throws MojoFailureException {
        for (Compiled each : compiled) {
            for (Problem problem : each.problems()) {
                if (problem.severity() == Severity.ERROR) {
                    log.error(text(problem));
                } else {
                    log.warn(text(problem));
                }
            }
        }
        failOn(Severity.ERROR, compiled, "");
        if (failOnWarning) {
            failOn(Severity.WARNING, compiled, ", and failOnWarning is set");
        }
    }

    /** The place in Maven's form and the message, then the excerpt, the notes and the suggestion of the usual report. */
    static String text(Problem problem) {
        String report = ProblemRenderer.render(problem);
        String rest = report.substring(report.indexOf('\n'));
        return problem.at().source().name() + ":[" + problem.at().startLine() + ","
                + problem.at().startColumn() + "] " + problem.message() + rest;
    }

    private static void failOn(Severity severity, List<Compiled> compiled, String reason) throws MojoFailureException {
        long problems =
                compiled.stream().mapToLong(each -> count(each, severity)).sum();
        if (problems > 0) {
            long models =
                    compiled.stream().filter(each -> count(each, severity) > 0).count();
            throw new MojoFailureException(
                    counted(problems, severity.word()) + " in " + counted(models, "model") + reason);
        }
    }

    private static long count(Compiled compiled, Severity severity) {
        return compiled.problems().stream()
                .filter(problem -> problem.severity() == severity)
                .count();
    }

    /** A number with its noun, such as {@code 1 error} and {@code 2 errors}. */
    static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
