package dev.nnc.runtime.safetensors;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;

/** The element types that are read and written: their sizes, and how arrays of them become bytes. */
enum Dtype {
    F32(Float.BYTES),
    F64(Double.BYTES),
    I32(Integer.BYTES),
    I64(Long.BYTES);

    private final int bytes;

    Dtype(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    /** The type of this name, or null when it is not read. */
    static Dtype named(String name) {
        for (Dtype dtype : values()) {
            if (dtype.name().equals(name)) {
                return dtype;
            }
        }
        return null;
    }

    static Dtype of(Object array) {
        if (array instanceof float[]) {
            return F32;
        }
        if (array instanceof double[]) {
            return F64;
        }
        if (array instanceof int[]) {
            return I32;
        }
        if (array instanceof long[]) {
            return I64;
        }
        throw new IllegalArgumentException("a tensor is a float[], double[], int[] or long[], not " + array.getClass());
    }

    static int length(Object array) {
        return Array.getLength(array);
    }

    Object newArray(int length) {
        return switch (this) {
            case F32 -> new float[length];
            case F64 -> new double[length];
            case I32 -> new int[length];
            case I64 -> new long[length];
        };
    }

    /** Fills part of an array from bytes, as many as there are. */
    static void get(ByteBuffer from, Object array, int offset) {
        if (array instanceof float[] floats) {
            from.asFloatBuffer().get(floats, offset, from.remaining() / Float.BYTES);
        } else if (array instanceof double[] doubles) {
            from.asDoubleBuffer().get(doubles, offset, from.remaining() / Double.BYTES);
        } else if (array instanceof int[] ints) {
            from.asIntBuffer().get(ints, offset, from.remaining() / Integer.BYTES);
        } else if (array instanceof long[] longs) {
            from.asLongBuffer().get(longs, offset, from.remaining() / Long.BYTES);
        }
    }

    /** Puts elements {@code offset .. offset + count - 1} of an array at the start of the bytes. */
    static void put(Object array, int offset, int count, ByteBuffer to) {
        if (array instanceof float[] floats) {
            to.asFloatBuffer().put(floats, offset, count);
        } else if (array instanceof double[] doubles) {
            to.asDoubleBuffer().put(doubles, offset, count);
        } else if (array instanceof int[] ints) {
            to.asIntBuffer().put(ints, offset, count);
        } else if (array instanceof long[] longs) {
            to.asLongBuffer().put(longs, offset, count);
        }
    }
}
