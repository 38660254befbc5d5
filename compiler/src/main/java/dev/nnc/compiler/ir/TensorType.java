package dev.nnc.compiler.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An element type and the axes, the batch first where there is one. */
public record TensorType(DType dtype, List<Axis> axes) {
    public TensorType {
        axes = List.copyOf(axes);
    }

    /** A tensor of 32-bit floats of fixed size, without a batch axis. */
    public static TensorType f32(int... sizes) {
        return of(DType.F32, sizes);
    }

    /** A tensor of fixed size, without a batch axis. */
    public static TensorType of(DType dtype, int... sizes) {
        List<Axis> axes = new ArrayList<>();
        for (int size : sizes) {
            axes.add(Axis.of(size));
        }
        return new TensorType(dtype, axes);
    }

    /** The same with the batch axis in front. */
    public TensorType batched() {
        List<Axis> with = new ArrayList<>();
        with.add(Axis.BATCH);
        with.addAll(axes);
        return new TensorType(dtype, with);
    }

    public int rank() {
        return axes.size();
    }

    public Axis axis(int index) {
        return axes.get(index);
    }

    public boolean isScalar() {
        return axes.isEmpty();
    }

    /** Whether the first axis is the batch. */
    public boolean hasBatch() {
        return !axes.isEmpty() && axes.get(0).isBatch();
    }

    public TensorType withDType(DType other) {
        return new TensorType(other, axes);
    }

    public TensorType withAxes(List<Axis> other) {
        return new TensorType(dtype, other);
    }

    /** Elements with {@code batch} examples in the batch. */
    public long elements(int batch) {
        long product = 1;
        for (Axis axis : axes) {
            product *= axis.extent(batch);
        }
        return product;
    }

    /** Extents of all axes with {@code batch} examples in the batch. */
    public int[] shape(int batch) {
        return axes.stream().mapToInt(axis -> axis.extent(batch)).toArray();
    }

    /** The text form, such as {@code f32[b,784]}. */
    @Override
    public String toString() {
        return dtype.text() + axes.stream().map(Object::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
