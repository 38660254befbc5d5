package dev.nnc.cli.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.nnc.cli.console.UserError;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.runtime.Element;
import dev.nnc.runtime.InputSpec;
import java.util.Arrays;
import java.util.List;

/** Reads the columns of one input or target, row by row, into one array of numbers or class ids. */
final class SlotReader {
    private final InputSpec slot;
    private final CsvTable table;
    private final DataProblems problems;
    private final int[] fields;
    private final List<String> columns;
    private float[] numbers = new float[0];
    private int[] classes = new int[0];
    private int used;

    SlotReader(InputSpec slot, List<String> columns, CsvTable table, DataProblems problems) {
        this.slot = slot;
        this.columns = columns;
        this.table = table;
        this.problems = problems;
        this.fields = columns.stream().mapToInt(table.header()::indexOf).toArray();
    }

    /** Reads the next row. */
    void read(CsvRecord row) {
        reserve(used + fields.length);
        for (int i = 0; i < fields.length; i++, used++) {
            String cell = row.getField(fields[i]).strip();
            if (slot.element() == Element.FLOAT) {
                numbers[used] = number(cell, row, i);
            } else {
                classes[used] = classId(cell, row, i);
            }
        }
    }

    /** All rows read so far: a {@code float[]} or an {@code int[]}. */
    Object array() {
        return slot.element() == Element.FLOAT ? Arrays.copyOf(numbers, used) : Arrays.copyOf(classes, used);
    }

    private void reserve(int size) {
        if (slot.element() == Element.FLOAT && size > numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(size, 2 * numbers.length));
        } else if (slot.element() != Element.FLOAT && size > classes.length) {
            classes = Arrays.copyOf(classes, Math.max(size, 2 * classes.length));
        }
    }

    private float number(String cell, CsvRecord row, int column) {
        String wrong;
        if (cell.isEmpty()) {
            wrong = "there is no number here";
        } else {
            try {
                float value = Float.parseFloat(cell);
                boolean javas = "fFdD".indexOf(cell.charAt(cell.length() - 1)) >= 0;
                if (Float.isFinite(value) && !javas) {
                    return value;
                }
                wrong = "`" + cell + "` is not a " + (javas ? "number" : "finite number");
            } catch (NumberFormatException text) {
                wrong = "`" + cell + "` is not a number";
            }
        }
        problems.add(UserError.at(table.place(row, fields[column]), wrong + " (column `" + columns.get(column) + "`)"));
        return 0;
    }

    private int classId(String cell, CsvRecord row, int column) {
        int named = slot.classNames().indexOf(cell);
        if (named >= 0) {
            return named;
        }
        try {
            int id = Integer.parseInt(cell);
            if (slot.element() == Element.LENGTH ? id >= 1 && id <= slot.classes() : id >= 0 && id < slot.classes()) {
                return id;
            }
        } catch (NumberFormatException text) {
            // A name then, and not one of the model's.
        }
        problems.add(unknownClass(cell, table.place(row, fields[column])));
        return 0;
    }

    private UserError unknownClass(String cell, String place) {
        if (slot.element() == Element.LENGTH) {
            return UserError.at(
                    place, "`" + cell + "` is no length from 1 to " + slot.classes() + " (`" + slot.name() + "`)");
        }
        String message = cell.isEmpty()
                ? "there is no class here (column `" + slot.name() + "`)"
                : "`" + cell + "` is no class of `" + slot.name() + "`";
        String all = slot.classNames().isEmpty()
                ? "its classes are 0 to " + (slot.classes() - 1) + "; the model can name them: `" + slot.name()
                        + ": class(NAME, ...)`"
                : "its classes are " + String.join(", ", slot.classNames());
        return UserError.at(
                place, message, Suggestions.didYouMean(cell, slot.classNames()).orElse(all));
    }
}
