package dev.nnc.runtime.data;

/** The order of examples in each epoch, a function of the seed and the epoch alone. */
public final class Shuffle {

    /** An order for {@code size} examples. */
    public Shuffle(int size, long seed) {
        throw new UnsupportedOperationException();
    }

    /** The order of an epoch; the array is used again for the next. */
    public int[] epoch(int epoch) {
        throw new UnsupportedOperationException();
    }
}
