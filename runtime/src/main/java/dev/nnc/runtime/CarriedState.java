package dev.nnc.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an entry of a network keeps between calls for some sequences: a recurrent state, or the keys and values of what was
 * seen. Generated code has a class of its own for each entry that keeps something; an object belongs to the caller, and is for
 * one thread at a time.
 */
public abstract class CarriedState {

    private final int sequences;
    private final int pieces;
    private final List<float[]> arrays = new ArrayList<>();

    /**
     * The state of sequences none of which has begun.
     *
     * @param sequences how many; from 1
     * @param maxBatch how many the generated code takes at once
     */
    protected CarriedState(int sequences, int maxBatch) {
        if (sequences < 1) {
            throw new IllegalArgumentException("a state is of 1 or more sequences, not " + sequences);
        }
        this.sequences = sequences;
        this.pieces = (sequences - 1) / maxBatch + 1;
    }

    /** Makes the zeros that something is kept in, with so many floats for each {@code maxBatch} sequences. */
    protected final float[] array(int floats) {
        float[] array = new float[Math.multiplyExact(pieces, floats)];
        arrays.add(array);
        return array;
    }

    /** How many sequences it has room for. */
    public final int sequences() {
        return sequences;
    }

    /** Forgets everything: all sequences begin anew. */
    public final void reset() {
        arrays.forEach(array -> Arrays.fill(array, 0));
    }

    /**
     * Becomes what another state is, such as to go on from one beginning in several ways.
     *
     * @throws IllegalArgumentException when the other one is of another entry, or of another number of sequences
     */
    public final void copyFrom(CarriedState other) {
        if (other.getClass() != getClass() || other.sequences != sequences) {
            throw new IllegalArgumentException("a " + getClass().getSimpleName() + " of " + sequences
                    + " sequences cannot become a " + other.getClass().getSimpleName() + " of " + other.sequences);
        }
        for (int i = 0; i < arrays.size(); i++) {
            float[] target = arrays.get(i);
            System.arraycopy(other.arrays.get(i), 0, target, 0, target.length);
        }
    }

    /** Fails unless there is room for {@code count} sequences; generated code asks before it goes on. */
    public final void require(int count) {
        if (count > sequences) {
            throw new IllegalArgumentException(
                    "this " + getClass().getSimpleName() + " is of " + sequences + " sequences, not " + count);
        }
    }
}
