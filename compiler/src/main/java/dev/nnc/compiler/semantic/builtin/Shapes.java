package dev.nnc.compiler.semantic.builtin;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.TensorType;
import java.util.List;
import java.util.stream.Collectors;

/** Shapes as users write them: {@code [28, 28]}, the batch left out. */
public final class Shapes {
    private Shapes() {}

    /** The shape of one example. */
    public static String text(TensorType type) {
        return example(type).stream().map(Shapes::text).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String text(Axis axis) {
        return axis instanceof Axis.Length length ? length.name() + " <= " + length.max() : axis.toString();
    }

    /** The axes of one example. */
    public static List<Axis> example(TensorType type) {
        return type.hasBatch() ? type.axes().subList(1, type.rank()) : type.axes();
    }
}
