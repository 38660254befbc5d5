package dev.nnc.runtime;

/**
 * A parameter or buffer of a model, and where the network keeps it. Its logical element {@code (i0, i1, ...)} is the float at
 * {@code offset + i0 * strides[0] + i1 * strides[1] + ...} of {@link Network#parameters}.
 *
 * @param name its name in weights files, such as {@code logits.dense2.weight}
 * @param kind trained, or kept
 * @param shape its sizes in PyTorch's order; empty for a scalar
 * @param offset where its first element is
 * @param strides how far apart in the physical array neighbours along each axis are
 * @param initializer what it holds before training
 */
public record TensorSpec(String name, Kind kind, int[] shape, int offset, int[] strides, Initializer initializer) {

    /** What moves a tensor. */
    public enum Kind {
        /** Trained: it has a gradient and optimizer state. */
        PARAMETER,
        /** Kept beside the parameters, such as running statistics. */
        BUFFER
    }

    /** Copies the arrays, so that a specification never changes. */
    public TensorSpec {
        if (shape.length != strides.length) {
            throw new IllegalArgumentException(
                    "tensor " + name + " has " + shape.length + " axes but " + strides.length + " strides");
        }
        shape = shape.clone();
        strides = strides.clone();
    }

    /** A trained tensor. */
    public static TensorSpec parameter(String name, int[] shape, int offset, int[] strides, Initializer initializer) {
        return new TensorSpec(name, Kind.PARAMETER, shape, offset, strides, initializer);
    }

    /** A tensor that is kept but not trained. */
    public static TensorSpec buffer(String name, int[] shape, int offset, int[] strides, Initializer initializer) {
        return new TensorSpec(name, Kind.BUFFER, shape, offset, strides, initializer);
    }

    @Override
    public int[] shape() {
        return shape.clone();
    }

    @Override
    public int[] strides() {
        return strides.clone();
    }

    /** How many axes it has. */
    public int rank() {
        return shape.length;
    }

    /** How many elements it has, without padding. */
    public int size() {
        return Layouts.size(shape);
    }

    int size(int axis) {
        return shape[axis];
    }

    int stride(int axis) {
        return strides[axis];
    }
}
