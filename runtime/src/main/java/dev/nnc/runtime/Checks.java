package dev.nnc.runtime;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Checks of what callers hand to generated methods, with messages that name the argument and both numbers. */
public final class Checks {

    private Checks() {}

    /** Fails unless a step's {@code count} is from 1 to {@code maxBatch}. */
    public static void stepCount(String model, int count, int maxBatch) {
        if (count < 1 || count > maxBatch) {
            throw new IllegalArgumentException(
                    "a step of " + model + " takes 1 to " + maxBatch + " examples, not " + count);
        }
    }

    /** Fails unless a prediction's {@code count} is 0 or more. */
    public static void predictCount(String model, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("a prediction of " + model + " takes 0 or more examples, not " + count);
        }
    }

    /** Fails unless an array of this length has room for {@code count} examples of {@code size} elements. */
    public static void length(String name, int length, int count, int size) {
        if (length < (long) count * size) {
            throw new IllegalArgumentException(name + " has " + length + " elements, but " + count + " examples of "
                    + size + " need " + (long) count * size);
        }
    }

    /** Fails unless a caller brings an array for each output, in the order of the model file. */
    public static void outputs(Signature signature, float[][] arrays) {
        int outputs = signature.outputs().size();
        if (arrays.length != outputs) {
            String names = signature.outputs().stream().map(OutputSpec::name).collect(Collectors.joining(", "));
            throw new IllegalArgumentException(signature.model() + " has " + outputs + " outputs (" + names
                    + "), but there are arrays for " + arrays.length);
        }
    }

    /** Fails unless the first {@code count} lengths along an axis are from 1 to {@code longest}. */
    public static void lengths(String axis, int[] lengths, int count, int longest) {
        for (int i = 0; i < count; i++) {
            if (lengths[i] < 1 || lengths[i] > longest) {
                throw new IllegalArgumentException("the length along " + axis + " of example " + i + " is " + lengths[i]
                        + ", but must be from 1 to " + longest);
            }
        }
    }

    /**
     * The length of a single example that fills its whole array.
     *
     * @param stride elements of each place along the axis
     */
    public static int ownLength(String name, int elements, int stride, int longest) {
        if (elements % stride != 0 || elements < stride || elements / stride > longest) {
            String places = stride == 1 ? "" : " times " + stride;
            throw new IllegalArgumentException(
                    name + " has " + elements + " elements, but takes 1 to " + longest + places);
        }
        return elements / stride;
    }

    /** A single example's array with padding up to {@code size} elements; the array itself where it is full. */
    public static int[] padded(String name, int[] example, int elements, int size) {
        sameLength(name, example.length, elements);
        return elements == size ? example : Arrays.copyOf(example, size);
    }

    /** As {@link #padded(String, int[], int, int)}. */
    public static float[] padded(String name, float[] example, int elements, int size) {
        sameLength(name, example.length, elements);
        return elements == size ? example : Arrays.copyOf(example, size);
    }

    private static void sameLength(String name, int actual, int expected) {
        if (actual != expected) {
            throw new IllegalArgumentException(
                    name + " has " + actual + " elements, but must be as long as the example's"
                            + " other inputs along that axis, which takes " + expected);
        }
    }

    /**
     * Fails unless each example's ids are classes {@code 0 .. classes - 1}; what is behind its length is not looked at.
     *
     * @param size elements of one example with its padding
     * @param stride elements of each place along the axis that the lengths are of
     */
    public static void classes(String name, int[] ids, int count, int size, int stride, int[] lengths, int classes) {
        for (int i = 0; i < count; i++) {
            classes(name, ids, i * size, i * size + lengths[i] * stride, classes);
        }
    }

    /** Fails unless the first {@code elements} of {@code ids} are classes {@code 0 .. classes - 1}. */
    public static void classes(String name, int[] ids, int elements, int classes) {
        classes(name, ids, 0, elements, classes);
    }

    private static void classes(String name, int[] ids, int from, int to, int classes) {
        for (int i = from; i < to; i++) {
            if (ids[i] < 0 || ids[i] >= classes) {
                throw new IllegalArgumentException("element " + i + " of " + name + " is class " + ids[i]
                        + ", but its classes are 0 to " + (classes - 1));
            }
        }
    }
}
