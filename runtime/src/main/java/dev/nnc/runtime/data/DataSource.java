package dev.nnc.runtime.data;

import dev.nnc.runtime.Batch;

/** Examples that can be read in any order. */
public interface DataSource {

    /** How many examples there are. */
    int size();

    /**
     * Puts examples into a batch, from its first place on, and sets its count.
     *
     * @param indices of examples, each from 0 to {@code size() - 1}
     * @param from the first of the indices to read
     * @param count how many to read, at most the batch's capacity
     */
    void read(int[] indices, int from, int count, Batch batch);
}
