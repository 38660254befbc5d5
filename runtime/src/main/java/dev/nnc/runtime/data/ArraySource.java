package dev.nnc.runtime.data;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Signature;

/** Examples in arrays, one for each input and target. */
public final class ArraySource implements DataSource {

    /**
     * Examples of a model.
     *
     * @param size how many
     * @param arrays a {@code float[]} or {@code int[]} for each input and then for each target, in the model's order; kept, not
     *     copied
     */
    public static ArraySource of(Signature signature, int size, Object... arrays) {
        throw new UnsupportedOperationException();
    }

    private ArraySource() {}

    @Override
    public int size() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void read(int[] indices, int from, int count, Batch batch) {
        throw new UnsupportedOperationException();
    }
}
