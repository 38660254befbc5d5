package dev.nnc.runtime.data;

import dev.nnc.runtime.CounterRandom;
import dev.nnc.runtime.CounterRandom.Purpose;

/** The order of examples in each epoch, a function of the seed and the epoch alone. */
public final class Shuffle {

    private final long seed;
    private final int[] order;

    /** An order for {@code size} examples. */
    public Shuffle(int size, long seed) {
        this.seed = seed;
        this.order = new int[size];
    }

    /** The order of an epoch, from 0; the array is used again for the next. */
    public int[] epoch(int epoch) {
        CounterRandom.permutation(CounterRandom.key(seed, Purpose.SHUFFLE, epoch), order);
        return order;
    }
}
