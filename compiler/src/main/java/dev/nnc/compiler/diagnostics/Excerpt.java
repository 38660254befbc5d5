package dev.nnc.compiler.diagnostics;

/**
 * The source line of a span and the carets under it, as a terminal shows them.
 *
 * @param line the line with tabs as four spaces, control characters replaced, and long lines cut around the span
 * @param underline blanks, then carets below the span's part of the line; at least one caret
 */
record Excerpt(String line, String underline) {
    private static final int WIDEST = 140;
    private static final int LEAD = 60;
    private static final String CUT = "...";

    static Excerpt of(Span at) {
        Source source = at.source();
        int lineStart = source.lineStart(at.start());
        String text = source.lineTextAt(at.start());
        int from = Math.min(at.start() - lineStart, text.length());
        int to = Math.max(from, Math.min(at.end() - lineStart, text.length()));
        String before = shown(text.substring(0, from));
        String marked = shown(text.substring(from, to));
        String after = shown(text.substring(to));
        if (before.length() + marked.length() + after.length() > WIDEST) {
            before = before.length() > LEAD ? CUT + tail(before, LEAD) : before;
            marked = head(marked, LEAD);
            after = head(after, WIDEST - 2 * LEAD);
        }
        String carets = "^".repeat(Math.max(1, width(marked)));
        return new Excerpt((before + marked + after).stripTrailing(), " ".repeat(width(before)) + carets);
    }

    private static String head(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, splitsPair ? length - 1 : length) + CUT;
    }

    private static String tail(String text, int length) {
        int start = text.length() - length;
        return text.substring(Character.isLowSurrogate(text.charAt(start)) ? start + 1 : start);
    }

    private static String shown(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '\t') {
                out.append("    ");
            } else if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                out.append('\uFFFD');
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static int width(String text) {
        return text.codePoints().map(Excerpt::cells).sum();
    }

    /** The terminal cells that a character takes: none for combining marks, two for East Asian wide ones and pictures. */
    private static int cells(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean asian = c >= 0x1100 && c <= 0x115F || c >= 0x2E80 && c <= 0xA4CF || c >= 0xAC00 && c <= 0xD7A3;
        boolean wideForm = c >= 0xF900 && c <= 0xFAFF || c >= 0xFE30 && c <= 0xFE6F || c >= 0xFF00 && c <= 0xFF60;
        boolean picture = c >= 0x1F300 && c <= 0x1FAFF || c >= 0x20000 && c <= 0x3FFFD;
        return asian || wideForm || picture ? 2 : 1;
    }
}
