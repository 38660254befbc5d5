package dev.nnc.compiler.diagnostics;

import java.util.Objects;

/**
 * A stretch of a source: half open, in {@code char} offsets; lines and columns are worked out when asked for.
 *
 * @param source the text it lies in
 * @param start offset of its first {@code char}, 0 to the text's length
 * @param end offset after its last {@code char}; equal to {@code start} for a place between two characters
 */
public record Span(Source source, int start, int end) {
    public Span {
        Objects.requireNonNull(source);
        if (start < 0 || end < start || end > source.text().length()) {
            throw new CompilerBug("span " + start + ".." + end + " lies outside of " + source.name());
        }
    }

    /** The line of the first character, from 1. */
    public int startLine() {
        return source.lineAt(start);
    }

    /** The column of the first character, from 1, in code points. */
    public int startColumn() {
        return source.columnAt(start);
    }

    /** The line of the place after the last character, from 1. */
    public int endLine() {
        return source.lineAt(end);
    }

    /** The column of the place after the last character, from 1, in code points. */
    public int endColumn() {
        return source.columnAt(end);
    }

    /** The stretch from the start of this span to the end of a later one in the same source. */
    public Span to(Span last) {
        return new Span(source, start, Math.max(end, last.end));
    }

    /** The place right after this span. */
    public Span after() {
        return new Span(source, end, end);
    }

    /** The characters of the source that this span covers. */
    public String text() {
        return source.text().substring(start, end);
    }

    /** The place in the form that editors and terminals make clickable: {@code name:line:column}. */
    @Override
    public String toString() {
        return source.name() + ":" + startLine() + ":" + startColumn();
    }
}
