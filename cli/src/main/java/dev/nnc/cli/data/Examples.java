package dev.nnc.cli.data;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.data.ArraySource;
import dev.nnc.runtime.data.DataSource;
import java.util.List;
import java.util.Map;

/**
 * Examples in memory.
 *
 * @param size how many
 * @param arrays a {@code float[]} or {@code int[]} for each input and then, if they were read, for each target
 * @param columns the columns that each input and target came from, by its name; empty for pictures
 * @param carried columns that the model does not see, with a cell for each example
 */
public record Examples(
        int size, List<Object> arrays, Map<String, List<String>> columns, Map<String, List<String>> carried) {

    /** These examples, with targets, as the training loop takes them. */
    public DataSource source(Signature signature) {
        return ArraySource.of(signature, size, arrays.toArray());
    }

    /** These examples in one batch for prediction. */
    public Batch batch(Signature signature) {
        Batch batch = Batch.forPrediction(signature, size);
        for (int slot = 0; slot < signature.inputs().size(); slot++) {
            Object array = arrays.get(slot);
            if (array instanceof float[] numbers) {
                System.arraycopy(numbers, 0, batch.floats(slot), 0, numbers.length);
            } else if (array instanceof int[] classes) {
                System.arraycopy(classes, 0, batch.classes(slot), 0, classes.length);
            }
        }
        batch.setCount(size);
        return batch;
    }
}
