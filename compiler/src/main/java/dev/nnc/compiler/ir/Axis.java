package dev.nnc.compiler.ir;

/** One axis of a tensor: of a fixed size, the batch, or a length that each example has for itself. */
public sealed interface Axis {
    /** An axis whose size is known when the model is compiled; {@code size >= 1}. */
    record Fixed(int size) implements Axis {
        public Fixed {
            if (size < 1) {
                throw new IllegalArgumentException("an axis needs at least one element, not " + size);
            }
        }

        @Override
        public String toString() {
            return Integer.toString(size);
        }
    }

    /** The batch: 1 up to the compiled maximum, known when a step runs. Always the first axis. */
    record Batch() implements Axis {
        @Override
        public String toString() {
            return "b";
        }
    }

    /**
     * An axis that is {@code max} long in memory and of which each example uses a part of its own; what lies behind that
     * part is padding, which masks in the graph keep out of every result.
     */
    record Length(String name, int max) implements Axis {
        @Override
        public String toString() {
            return name + "<=" + max;
        }
    }

    /** The batch axis. */
    Axis BATCH = new Batch();

    /** An axis of a fixed size. */
    static Axis of(int size) {
        return new Fixed(size);
    }

    /** Elements along this axis in memory, with {@code batch} examples in the batch. */
    default int extent(int batch) {
        if (this instanceof Fixed fixed) {
            return fixed.size();
        }
        return this instanceof Length length ? length.max() : batch;
    }

    /** Whether this is the batch axis. */
    default boolean isBatch() {
        return this instanceof Batch;
    }
}
