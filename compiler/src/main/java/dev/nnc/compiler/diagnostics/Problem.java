package dev.nnc.compiler.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One mistake of a user, as data; {@link ProblemRenderer} turns it into text.
 *
 * @param id a stable name of this kind of problem in lower case with hyphens, such as {@code unknown-name}
 * @param severity whether it stops the compilation
 * @param at the place to look at first
 * @param message one line of plain words; names and code stand in backquotes
 * @param notes further places, in reading order
 * @param suggestion what to do instead, in one line, when there is something to suggest
 */
public record Problem(
        String id, Severity severity, Span at, String message, List<Note> notes, Optional<String> suggestion) {
    public Problem {
        Objects.requireNonNull(id);
        Objects.requireNonNull(severity);
        Objects.requireNonNull(at);
        Objects.requireNonNull(message);
        notes = List.copyOf(notes);
        Objects.requireNonNull(suggestion);
    }

    /** An error with no notes and no suggestion yet. */
    public static Problem error(String id, Span at, String message) {
        return new Problem(id, Severity.ERROR, at, message, List.of(), Optional.empty());
    }

    /** A warning with no notes and no suggestion yet. */
    public static Problem warning(String id, Span at, String message) {
        return new Problem(id, Severity.WARNING, at, message, List.of(), Optional.empty());
    }

    /** This problem with one more note after those it has. */
    public Problem note(Span place, String text) {
        List<Note> more = new ArrayList<>(notes);
        more.add(new Note(place, text));
        return new Problem(id, severity, at, message, more, suggestion);
    }

    /** This problem with a suggestion in place of the one it has. */
    public Problem suggest(String text) {
        return suggest(Optional.of(text));
    }

    /** This problem with a suggestion, if there is one, in place of the one it has. */
    public Problem suggest(Optional<String> text) {
        return new Problem(id, severity, at, message, notes, text);
    }
}
