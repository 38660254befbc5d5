package dev.nnc.compiler.emit.reference;

import dev.nnc.compiler.ir.op.Gather;
import dev.nnc.compiler.ir.op.ScatterAdd;

/** The operators that find their operands by ids. */
final class TableForms {
    private TableForms() {}

    static void register(Forms forms) {
        forms.operator(Gather.class, (op, place) -> place.call("gather", place.extents()));
        forms.operator(ScatterAdd.class, (op, place) -> place.call("scatterAdd", place.extents()));
        forms.loop("""
                /** Rows of a table by their ids. */
                static Value gather(Value table, Value ids, int... shape) {
                  Value result = zeros(shape);
                  int row = table.data.length / table.shape[0];
                  for (int i = 0; i < ids.data.length; i++) {
                    System.arraycopy(table.data, (int) ids.data[i] * row, result.data, i * row, row);
                  }
                  return result;
                }
                """);
        forms.loop("""
                /** Adds rows to the rows of a table that their ids name. */
                static Value scatterAdd(Value ids, Value rows, int... shape) {
                  Value result = zeros(shape);
                  int row = result.data.length / shape[0];
                  for (int i = 0; i < rows.data.length; i++) {
                    result.data[(int) ids.data[i / row] * row + i % row] += rows.data[i];
                  }
                  return result;
                }
                """);
    }
}
