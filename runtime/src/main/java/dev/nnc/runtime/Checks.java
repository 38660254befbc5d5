package dev.nnc.runtime;

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
    public static void outputs(String model, float[][] arrays, String... outputs) {
        if (arrays.length != outputs.length) {
            throw new IllegalArgumentException(model + " has " + outputs.length + " outputs ("
                    + String.join(", ", outputs) + "), but there are arrays for " + arrays.length);
        }
    }

    /** Fails unless the first {@code elements} of {@code ids} are classes {@code 0 .. classes - 1}. */
    public static void classes(String name, int[] ids, int elements, int classes) {
        for (int i = 0; i < elements; i++) {
            if (ids[i] < 0 || ids[i] >= classes) {
                throw new IllegalArgumentException("element " + i + " of " + name + " is class " + ids[i]
                        + ", but its classes are 0 to " + (classes - 1));
            }
        }
    }
}
