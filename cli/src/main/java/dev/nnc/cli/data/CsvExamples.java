package dev.nnc.cli.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.nnc.cli.console.UserError;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the examples of a model from a CSV file. */
public final class CsvExamples {
    private CsvExamples() {}

    /** Reads inputs and targets. */
    public static Examples withTargets(Path file, Signature signature, ColumnChoice choice) throws IOException {
        return read(file, choice, signature.inputs(), signature.targets(), List.of());
    }

    /** Reads inputs alone; columns of targets may be there and are not read. */
    public static Examples inputsOnly(Path file, Signature signature, ColumnChoice choice) throws IOException {
        return read(file, choice, signature.inputs(), List.of(), signature.targets());
    }

    private static Examples read(
            Path file, ColumnChoice choice, List<InputSpec> inputs, List<InputSpec> targets, List<InputSpec> unread)
            throws IOException {
        DataProblems problems = new DataProblems();
        try (CsvTable table = CsvTable.open(file)) {
            Map<String, List<String>> columns = ColumnMatcher.match(table, choice, inputs, targets, unread, problems);
            List<SlotReader> readers = new ArrayList<>();
            for (InputSpec slot : concat(inputs, targets)) {
                readers.add(new SlotReader(slot, columns.get(slot.name()), table, problems));
            }
            Map<String, List<String>> carried = new LinkedHashMap<>();
            table.header().stream().filter(choice.ignored()::contains).forEach(c -> carried.put(c, new ArrayList<>()));
            int[] rows = new int[1];
            table.forEachRow(problems, row -> {
                readers.forEach(reader -> reader.read(row));
                carried.forEach((column, cells) -> cells.add(cell(table, row, column)));
                rows[0]++;
            });
            problems.throwIfAny();
            if (rows[0] == 0) {
                throw UserError.at(table.name(), "there is a header, but no row below it");
            }
            return new Examples(rows[0], readers.stream().map(SlotReader::array).toList(), columns, carried);
        }
    }

    private static String cell(CsvTable table, CsvRecord row, String column) {
        return row.getField(table.header().indexOf(column));
    }

    private static List<InputSpec> concat(List<InputSpec> first, List<InputSpec> second) {
        List<InputSpec> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
