package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.List;

/** What operators along one fixed axis share. */
final class FixedAxes {
    private FixedAxes() {}

    /** The axis' size; throws when there is no such axis, or when it is not of fixed size. */
    static int size(String operator, TensorType type, int axis) {
        ShapeMismatch.require(0 <= axis && axis < type.rank(), "%s: %s has no axis %d", operator, type, axis);
        ShapeMismatch.require(
                type.axis(axis) instanceof Axis.Fixed, "%s: axis %d of %s has no fixed size", operator, axis, type);
        return type.axis(axis).extent(1);
    }

    /** The same type with another size of one axis. */
    static TensorType resize(TensorType type, int axis, int size) {
        List<Axis> axes = new ArrayList<>(type.axes());
        axes.set(axis, Axis.of(size));
        return type.withAxes(axes);
    }
}
