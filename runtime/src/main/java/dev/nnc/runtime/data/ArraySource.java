package dev.nnc.runtime.data;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Checks;
import dev.nnc.runtime.Element;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import java.util.ArrayList;
import java.util.List;

/** Examples in arrays, one for each input and target. */
public final class ArraySource implements DataSource {

    private final int size;
    private final List<InputSpec> slots;
    private final Object[] arrays;

    private ArraySource(int size, List<InputSpec> slots, Object[] arrays) {
        this.size = size;
        this.slots = slots;
        this.arrays = arrays;
    }

    /**
     * Examples of a model.
     *
     * @param size how many
     * @param arrays a {@code float[]} or {@code int[]} for each input and then, unless they are only predicted, for each target,
     *     in the model's order; kept, not copied
     * @throws IllegalArgumentException when an array has another type or length, a number is not finite or a class is unknown
     */
    public static ArraySource of(Signature signature, int size, Object... arrays) {
        List<InputSpec> slots = new ArrayList<>(signature.inputs());
        if (arrays.length != slots.size()) {
            slots.addAll(signature.targets());
        }
        if (arrays.length != slots.size()) {
            throw new IllegalArgumentException(signature.model() + " takes an array for each of "
                    + String.join(", ", slots.stream().map(InputSpec::name).toList()) + ", not " + arrays.length
                    + " arrays");
        }
        for (int i = 0; i < arrays.length; i++) {
            check(slots.get(i), size, arrays[i]);
        }
        return new ArraySource(size, slots, arrays.clone());
    }

    private static void check(InputSpec slot, int size, Object array) {
        int expected = Math.multiplyExact(size, slot.size());
        if (slot.element() == Element.FLOAT && array instanceof float[] floats) {
            checkLength(slot, size, expected, floats.length);
            checkFinite(slot, floats);
        } else if (slot.element() == Element.LENGTH && array instanceof int[] lengths) {
            checkLength(slot, size, expected, lengths.length);
            Checks.lengths(slot.axis(), lengths, size, slot.classes());
        } else if (slot.element() == Element.CLASS && array instanceof int[] classes) {
            checkLength(slot, size, expected, classes.length);
            checkClasses(slot, classes);
        } else {
            throw new IllegalArgumentException(slot.name() + " takes "
                    + (slot.element() == Element.FLOAT ? "a float[]" : "an int[]") + ", not a "
                    + array.getClass().getSimpleName());
        }
    }

    private static void checkLength(InputSpec slot, int size, int expected, int length) {
        if (length != expected) {
            throw new IllegalArgumentException(slot.name() + " has " + length + " elements, but " + size
                    + " examples of " + slot.size() + " have " + expected);
        }
    }

    private static void checkFinite(InputSpec slot, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        slot.name() + " of example " + i / slot.size() + " has the value " + values[i]);
            }
        }
    }

    private static void checkClasses(InputSpec slot, int[] classes) {
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < 0 || classes[i] >= slot.classes()) {
                throw new IllegalArgumentException(slot.name() + " of example " + i / slot.size() + " is class "
                        + classes[i] + ", but its classes are 0 to " + (slot.classes() - 1));
            }
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void read(int[] indices, int from, int count, Batch batch) {
        batch.setCount(count);
        for (int slot = 0; slot < batch.slots().size(); slot++) {
            Object array = arrays[slot];
            Object target = slots.get(slot).element() == Element.FLOAT ? batch.floats(slot) : batch.classes(slot);
            int width = slots.get(slot).size();
            for (int i = 0; i < count; i++) {
                System.arraycopy(array, indices[from + i] * width, target, i * width, width);
            }
        }
    }
}
