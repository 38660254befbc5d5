package dev.nnc.compiler.diagnostics;

import java.util.Objects;

/**
 * A second place that explains a problem, such as where a shape came from.
 *
 * @param at the place
 * @param text one line of plain words about it
 */
public record Note(Span at, String text) {
    public Note {
        Objects.requireNonNull(at);
        Objects.requireNonNull(text);
    }
}
