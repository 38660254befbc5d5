package dev.nnc.cli.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.nnc.cli.console.UserError;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.data.ArraySource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the examples of a model from a CSV file. */
public final class CsvExamples {
    private CsvExamples() {}

    /** Reads inputs and targets. */
    public static Examples withTargets(Path file, Signature signature, ColumnChoice choice) throws IOException {
        return read(file, signature, choice, true);
    }

    /** Reads inputs alone; columns of targets may be there and are not read. */
    public static Examples inputsOnly(Path file, Signature signature, ColumnChoice choice) throws IOException {
        return read(file, signature, choice, false);
    }

    private static Examples read(Path file, Signature signature, ColumnChoice choice, boolean withTargets)
            throws IOException {
        DataProblems problems = new DataProblems();
        try (CsvTable table = CsvTable.open(file)) {
            Map<String, List<String>> columns = ColumnMatcher.match(table, choice, signature, withTargets, problems);
            List<InputSpec> slots = new ArrayList<>(signature.inputs());
            if (withTargets) {
                slots.addAll(signature.targets());
            }
            List<SlotReader> readers = slots.stream()
                    .map(slot -> new SlotReader(slot, columns.get(slot.name()), table, problems))
                    .toList();
            Map<String, List<String>> carried = new LinkedHashMap<>();
            table.header().stream().filter(choice.ignored()::contains).forEach(c -> carried.put(c, new ArrayList<>()));
            int size = readRows(table, problems, row -> {
                readers.forEach(reader -> reader.read(row));
                carried.forEach((column, cells) -> cells.add(cell(table, row, column)));
            });
            Object[] arrays = readers.stream().map(SlotReader::array).toArray();
            return new Examples(ArraySource.of(signature, size, arrays), TrainedData.of(columns), carried);
        }
    }

    private static int readRows(CsvTable table, DataProblems problems, Consumer<CsvRecord> action) {
        int[] rows = new int[1];
        table.forEachRow(problems, row -> {
            action.accept(row);
            rows[0]++;
        });
        problems.throwIfAny();
        if (rows[0] == 0) {
            throw UserError.at(table.name(), "there is a header, but no row below it");
        }
        return rows[0];
    }

    private static String cell(CsvTable table, CsvRecord row, String column) {
        return row.getField(table.header().indexOf(column));
    }
}
