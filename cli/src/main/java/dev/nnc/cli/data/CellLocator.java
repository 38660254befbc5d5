package dev.nnc.cli.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds the line and column at which a field of a CSV file begins. The reader of the file knows only the line at which each
 * record begins, so that the file is read once more when there is a mistake to report.
 */
final class CellLocator {
    private CellLocator() {}

    /**
     * The place of a field as {@code line:column}, both from 1, the column in code points.
     *
     * @param line the line at which the record begins, from 1
     * @param field the field's place in the record, from 0
     */
    static String locate(Path file, long line, int field) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (long skipped = 1; skipped < line; skipped++) {
                reader.readLine();
            }
            return locate(reader, line, field);
        } catch (IOException unreadableNow) {
            return line + ":1";
        }
    }

    private static String locate(BufferedReader reader, long firstLine, int field) throws IOException {
        long line = firstLine;
        int column = 1;
        int seen = 0;
        boolean quoted = false;
        for (int c = reader.read(); c >= 0 && seen < field; c = reader.read()) {
            if (c == '"') {
                quoted = !quoted;
            }
            if (c == ',' && !quoted) {
                seen++;
            }
            if (c == '\n') {
                line++;
                column = 1;
            } else if (c != '\uFEFF' && !Character.isLowSurrogate((char) c)) {
                column++;
            }
        }
        return line + ":" + column;
    }
}
