package dev.nnc.compiler.ir;

import java.util.Arrays;

/**
 * A value of the reference meaning: numbers in row-major order of the logical shape, in double precision. Ids are whole
 * numbers, truth is 1 and 0.
 */
public record Tensor(int[] shape, double[] data) {
    public Tensor {
        if (size(shape) != data.length) {
            throw new IllegalArgumentException(
                    data.length + " numbers do not fill the shape " + Arrays.toString(shape));
        }
    }

    /** A tensor of zeros. */
    public static Tensor zeros(int... shape) {
        return new Tensor(shape, new double[size(shape)]);
    }

    /** A tensor of rank 0. */
    public static Tensor scalar(double value) {
        return new Tensor(new int[0], new double[] {value});
    }

    /** Elements of a shape. */
    public static int size(int[] shape) {
        int product = 1;
        for (int extent : shape) {
            product *= extent;
        }
        return product;
    }

    /** Row-major strides of a shape. */
    public static int[] strides(int[] shape) {
        int[] strides = new int[shape.length];
        int stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape[i];
        }
        return strides;
    }

    /** Moves {@code index} to the next element in row-major order; false behind the last. */
    public static boolean next(int[] index, int[] shape) {
        for (int i = shape.length - 1; i >= 0; i--) {
            if (++index[i] < shape[i]) {
                return true;
            }
            index[i] = 0;
        }
        return false;
    }

    /** The element at an index. */
    public double get(int... index) {
        return data[offset(index)];
    }

    /** The place of an index in {@link #data}. */
    public int offset(int... index) {
        int offset = 0;
        for (int i = 0; i < shape.length; i++) {
            offset = offset * shape[i] + index[i];
        }
        return offset;
    }
}
