package dev.nnc.compiler.diagnostics;

import java.util.Objects;

/**
 * A text to compile and the name it is reported under.
 *
 * @param name usually the path as the user gave it; opens every report
 * @param text the whole text, with whatever line ends it has (LF, CRLF or CR)
 */
public record Source(String name, String text) {
    public Source {
        Objects.requireNonNull(name);
        Objects.requireNonNull(text);
    }

    /**
     * The part of this source from one offset up to another.
     *
     * @param start index of the first {@code char}
     * @param end index after the last {@code char}
     */
    public Span span(int start, int end) {
        return new Span(this, start, end);
    }

    /** The number of the line, from 1, that holds the {@code char} at an offset; a line end belongs to the line it ends. */
    public int lineAt(int offset) {
        int line = 1;
        for (int next = nextLine(0); next <= offset && next > 0; next = nextLine(next)) {
            line++;
        }
        return line;
    }

    /** The column of an offset in its line, from 1, counted in characters (code points); a tab is one column. */
    public int columnAt(int offset) {
        return text.codePointCount(lineStart(offset), offset) + 1;
    }

    /** The text of the line that holds an offset, without its line end. */
    public String lineTextAt(int offset) {
        int start = lineStart(offset);
        int end = start;
        while (end < text.length() && !isLineEnd(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    /** The offset of the first {@code char} of the line that holds an offset. */
    int lineStart(int offset) {
        int start = 0;
        for (int next = nextLine(0); next <= offset && next > 0; next = nextLine(next)) {
            start = next;
        }
        return start;
    }

    /** The offset after the first line end at or after an offset, or -1 when none follows. */
    private int nextLine(int offset) {
        for (int at = offset; at < text.length(); at++) {
            if (isLineEnd(text.charAt(at))) {
                return text.startsWith("\r\n", at) ? at + 2 : at + 1;
            }
        }
        return -1;
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    @Override
    public String toString() {
        return name;
    }
}
