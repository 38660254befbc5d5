package dev.nnc.compiler.diagnostics;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Turns problems into the text that a person reads.
 *
 * <pre>
 * mlp.nn:5:14: error: there is no value `imagee`
 *   5 |     logits = imagee -&gt; dense(10)
 *     |              ^^^^^^
 * help: did you mean `image`?
 * </pre>
 *
 * Notes follow the problem in the same form.
 */
public final class ProblemRenderer {
    private ProblemRenderer() {}

    /** The reports of several problems, a blank line between two, with no line end after the last. */
    public static String render(List<Problem> problems) {
        return problems.stream().map(ProblemRenderer::render).collect(Collectors.joining("\n\n"));
    }

    /** The report of one problem, of several lines, with no line end after the last. */
    public static String render(Problem problem) {
        StringBuilder out = new StringBuilder();
        entry(out, problem.at(), problem.severity().word(), problem.message());
        for (Note note : problem.notes()) {
            out.append('\n');
            entry(out, note.at(), "note", note.text());
        }
        problem.suggestion().ifPresent(text -> out.append("\nhelp: ").append(text));
        return out.toString();
    }

    private static void entry(StringBuilder out, Span at, String kind, String message) {
        String number = Integer.toString(at.startLine());
        out.append(at).append(": ").append(kind).append(": ").append(message).append('\n');
        Excerpt excerpt = Excerpt.of(at);
        out.append(("  " + number + " | " + excerpt.line()).stripTrailing()).append('\n');
        out.append("  ").append(" ".repeat(number.length())).append(" | ").append(excerpt.underline());
    }
}
