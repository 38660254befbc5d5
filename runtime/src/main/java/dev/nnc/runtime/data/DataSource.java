package dev.nnc.runtime.data;

import dev.nnc.runtime.Batch;

/**
 * Examples that can be read in any order. Sources of an app's own, such as a database, implement it: only what a batch needs is
 * read, when it is needed. One thread at a time reads.
 */
public interface DataSource {

    /** How many examples there are; always the same. */
    int size();

    /**
     * Puts examples into a batch, from its first place on, and sets its count.
     *
     * @param indices of examples, each from 0 to {@code size() - 1}; the same index must give the same example each time
     * @param from the first of the indices to read
     * @param count how many to read, at most the batch's capacity
     * @throws java.io.UncheckedIOException when an example cannot be read; training ends with it
     */
    void read(int[] indices, int from, int count, Batch batch);
}
