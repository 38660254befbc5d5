package dev.nnc.cli.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.nnc.cli.console.UserError;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A CSV file (RFC 4180, UTF-8, comma) that begins with a header: reads it, and says where in it something is. */
final class CsvTable implements Closeable {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final CsvRecord header;

    private CsvTable(Path file, CsvReader<CsvRecord> reader) {
        this.file = file;
        this.reader = reader;
        this.records = reader.iterator();
        this.header = next();
    }

    /** Opens a file and reads its header, whose names are all different. */
    static CsvTable open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw UserError.of(
                    Files.exists(file) ? "`" + file + "` is not a file" : "there is no data file `" + file + "`");
        }
        try {
            return openText(file);
        } catch (CharacterCodingException wrongEncoding) {
            throw notUtf8(file);
        }
    }

    private static CsvTable openText(Path file) throws IOException {
        CsvReader<CsvRecord> reader = CsvReader.builder()
                .skipEmptyLines(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text(file));
        try {
            CsvTable table = new CsvTable(file, reader);
            table.checkHeader();
            return table;
        } catch (RuntimeException mistake) {
            reader.close();
            throw mistake;
        }
    }

    // A decoder of its own reports what is not UTF-8, which a charset alone would replace.
    private static Reader text(Path file) throws IOException {
        PushbackReader reader = new PushbackReader(new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder())));
        int first = reader.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            reader.unread(first);
        }
        return reader;
    }

    /** The names of the columns. */
    List<String> header() {
        return header.getFields();
    }

    /** Hands out the rows below the header, each with as many fields as the header; others are mistakes. */
    void forEachRow(DataProblems problems, Consumer<CsvRecord> action) {
        int width = header.getFieldCount();
        for (CsvRecord row = next(); row != null; row = next()) {
            if (row.getFieldCount() == width) {
                action.accept(row);
            } else {
                problems.add(UserError.at(
                        file + ":" + row.getStartingLineNumber() + ":1",
                        "this row has " + fields(row.getFieldCount()) + ", but the header has " + width));
            }
        }
    }

    /** The place of a field in a row, as editors make it clickable. */
    String place(CsvRecord row, int field) {
        return file + ":" + CellLocator.locate(file, row.getStartingLineNumber(), field);
    }

    /** The place of a column's name. */
    String headerPlace(int field) {
        return place(header, field);
    }

    /** The name of the file, for what is wrong with all of it. */
    String name() {
        return file.toString();
    }

    private CsvRecord next() {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException malformed) {
            throw UserError.at(name(), "this is no well-formed CSV file: " + cause(malformed));
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause() instanceof CharacterCodingException
                    ? notUtf8(file)
                    : UserError.at(name(), cause(unreadable));
        }
    }

    private static UserError notUtf8(Path file) {
        return UserError.at(file.toString(), "the text is not UTF-8");
    }

    private static String cause(Exception failure) {
        return failure.getCause() == null
                ? failure.getMessage()
                : failure.getCause().getMessage();
    }

    private void checkHeader() {
        if (header == null) {
            throw UserError.at(name(), "the file is empty");
        }
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < header.getFieldCount(); i++) {
            String column = header.getField(i);
            if (column.isBlank()) {
                throw UserError.at(headerPlace(i), "this column has no name");
            }
            if (places.putIfAbsent(column, i) != null) {
                throw UserError.at(headerPlace(i), "there are two columns named `" + column + "`");
            }
        }
        String only = header.getField(0);
        if (header.getFieldCount() == 1 && (only.indexOf(';') >= 0 || only.indexOf('\t') >= 0)) {
            throw UserError.at(headerPlace(0), "columns are separated by commas, not by semicolons or tabs");
        }
    }

    private static String fields(int count) {
        return count == 1 ? "1 field" : count + " fields";
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
