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
        copy(tensor, 0, physical, tensor.offset() + shift, logical, logicalOffset, false);
    }

    /** Copies a tensor into a physical array; the inverse of {@link #toLogical}. */
    public static void toPhysical(TensorSpec tensor, float[] logical, int logicalOffset, float[] physical, int shift) {
        copy(tensor, 0, physical, tensor.offset() + shift, logical, logicalOffset, true);
    }

    /** The number of elements of these tensors together. */
    public static int size(List<TensorSpec> tensors) {
        int size = 0;
        for (int i = 0; i < tensors.size(); i++) {
            size += tensors.get(i).size();
        }
        return size;
    }

    /** Copies tensors out, one after another. */
    public static void toLogical(List<TensorSpec> tensors, float[] physical, int shift, float[] flat) {
        int next = 0;
        for (int i = 0; i < tensors.size(); i++) {
            TensorSpec tensor = tensors.get(i);
            toLogical(tensor, physical, shift, flat, next);
            next += tensor.size();
        }
    }

    /** Copies tensors in that stand one after another. */
    public static void toPhysical(List<TensorSpec> tensors, float[] flat, float[] physical, int shift) {
        int next = 0;
        for (int i = 0; i < tensors.size(); i++) {
            TensorSpec tensor = tensors.get(i);
            toPhysical(tensor, flat, next, physical, shift);
            next += tensor.size();
        }
    }

    /** Copies the sub-tensor of the axes from {@code axis} on; returns where the next one is in the logical array. */
    private static int copy(
            TensorSpec tensor, int axis, float[] physical, int at, float[] logical, int next, boolean in) {
        if (axis == tensor.rank()) {
            if (in) {
                physical[at] = logical[next];
            } else {
                logical[next] = physical[at];
            }
            return next + 1;
        }
        int size = tensor.size(axis);
        int stride = tensor.stride(axis);
        if (axis < tensor.rank() - 1) {
            int end = next;
            for (int i = 0; i < size; i++) {
                end = copy(tensor, axis + 1, physical, at + i * stride, logical, end, in);
            }
            return end;
        }
        if (in) {
            for (int i = 0; i < size; i++) {
                physical[at + i * stride] = logical[next + i];
            }
        } else {
            for (int i = 0; i < size; i++) {
                logical[next + i] = physical[at + i * stride];
            }
        }
        return next + size;
    }
}
