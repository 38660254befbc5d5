package dev.nnc.runtime.data;

/**
 * A place in a text as people count it.
 *
 * @param line from 1
 * @param column from 1, in code points
 */
record TextPlace(int line, int column) {

    /** The place of an index. */
    static TextPlace of(String text, int index) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < index; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new TextPlace(line, text.codePointCount(start, index) + 1);
    }
}
