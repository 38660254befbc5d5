package dev.nnc.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * The arrays of some examples, in logical layout: a slot for each input and then for each target, in the model's order. Made
 * once and filled again for each step.
 */
public final class Batch {

    private final List<InputSpec> slots;
    private final Object[] arrays;
    private final int capacity;
    private int count;
    private long seed;

    private Batch(List<InputSpec> slots, int capacity) {
        this.slots = List.copyOf(slots);
        this.capacity = capacity;
        this.arrays = new Object[slots.size()];
        for (int i = 0; i < arrays.length; i++) {
            int length = Math.multiplyExact(capacity, slots.get(i).size());
            arrays[i] = slots.get(i).element() == Element.FLOAT ? new float[length] : new int[length];
        }
    }

    /** Room for {@code capacity} examples with their targets. */
    public static Batch forTraining(Signature signature, int capacity) {
        List<InputSpec> slots = new ArrayList<>(signature.inputs());
        slots.addAll(signature.targets());
        return new Batch(slots, capacity);
    }

    /** Room for {@code capacity} examples without targets. */
    public static Batch forPrediction(Signature signature, int capacity) {
        return new Batch(signature.inputs(), capacity);
    }

    /** The inputs and targets that the slots are for. */
    public List<InputSpec> slots() {
        return slots;
    }

    /** The most examples that fit. */
    public int capacity() {
        return capacity;
    }

    /** How many examples, from the first, are in it. */
    public int count() {
        return count;
    }

    /** Says how many examples are in it. */
    public void setCount(int count) {
        if (count < 0 || count > capacity) {
            throw new IllegalArgumentException("this batch holds 0 to " + capacity + " examples, not " + count);
        }
        this.count = count;
    }

    /** The seed of what the network draws when it predicts; training has its own. */
    public long seed() {
        return seed;
    }

    /** Sets the seed of what the network draws when it predicts. */
    public void setSeed(long seed) {
        this.seed = seed;
    }

    /** The array of a slot of numbers, one example after another. */
    public float[] floats(int slot) {
        if (arrays[slot] instanceof float[] floats) {
            return floats;
        }
        throw new IllegalArgumentException(slots.get(slot).name() + " holds "
                + (slots.get(slot).element() == Element.CLASS ? "classes" : "lengths") + ", not numbers");
    }

    /** The array of a slot of classes or lengths, one example after another. */
    public int[] classes(int slot) {
        if (arrays[slot] instanceof int[] classes) {
            return classes;
        }
        throw new IllegalArgumentException(slots.get(slot).name() + " holds numbers, not classes");
    }
}
