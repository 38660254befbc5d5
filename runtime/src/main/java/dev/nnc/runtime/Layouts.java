package dev.nnc.runtime;

import java.util.List;

/**
 * Copies between the two layouts of a tensor: logical, PyTorch's order without gaps, which callers and files see; and physical,
 * as the generated code keeps it. Padding is never written, so it stays 0.
 */
public final class Layouts {

    private Layouts() {}

    /** The number of elements of a shape; 1 for the empty one. */
    public static int size(int... shape) {
        int size = 1;
        for (int axis : shape) {
            size = Math.multiplyExact(size, axis);
        }
        return size;
    }

    /**
     * Copies a tensor out of a physical array.
     *
     * @param shift what is added to the tensor's offset: 0 for parameters, another for optimizer state
     */
    public static void toLogical(TensorSpec tensor, float[] physical, int shift, float[] logical, int logicalOffset) {
        throw new UnsupportedOperationException();
    }

    /** Copies a tensor into a physical array; the inverse of {@link #toLogical}. */
    public static void toPhysical(TensorSpec tensor, float[] logical, int logicalOffset, float[] physical, int shift) {
        throw new UnsupportedOperationException();
    }

    /** The number of elements of these tensors together. */
    public static int size(List<TensorSpec> tensors) {
        return tensors.stream().mapToInt(TensorSpec::size).sum();
    }

    /** Copies tensors out, one after another. */
    public static void toLogical(List<TensorSpec> tensors, float[] physical, int shift, float[] flat) {
        throw new UnsupportedOperationException();
    }

    /** Copies tensors in that stand one after another. */
    public static void toPhysical(List<TensorSpec> tensors, float[] flat, float[] physical, int shift) {
        throw new UnsupportedOperationException();
    }
}
