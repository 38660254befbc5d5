package dev.nnc.compiler.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * How a tensor repeats to fit more axes: the batch meets the batch, the other axes are aligned at the end, and axes of
 * size 1 repeat.
 *
 * @param kept the tensor's axes without those that repeat
 * @param places where each of them is among the axes of the result
 */
record Broadcasting(List<Axis> kept, List<Integer> places) {
    private static final Axis ONE = Axis.of(1);

    /** How a tensor of a type fits some axes. */
    static Broadcasting of(TensorType type, List<Axis> target) {
        List<Axis> kept = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        int shift = target.size() - type.rank();
        for (int i = 0; i < type.rank(); i++) {
            Axis axis = type.axis(i);
            int place = axis.isBatch() ? 0 : i + shift;
            boolean same =
                    place >= 0 && place < target.size() && target.get(place).equals(axis);
            ShapeMismatch.require(
                    same || place >= 0 && axis.equals(ONE) && !target.get(place).isBatch(),
                    "%s does not broadcast to %s",
                    type,
                    type.withAxes(target));
            if (same) {
                kept.add(axis);
                places.add(place);
            }
        }
        return new Broadcasting(kept, places);
    }

    /** The axes to which both operands broadcast. */
    static List<Axis> common(List<Axis> a, List<Axis> b) {
        if (a.equals(b)) {
            return a;
        }
        List<Axis> left = withoutBatch(a);
        List<Axis> right = withoutBatch(b);
        int rank = Math.max(left.size(), right.size());
        List<Axis> axes = new ArrayList<>();
        if (left.size() < a.size() || right.size() < b.size()) {
            axes.add(Axis.BATCH);
        }
        for (int i = 0; i < rank; i++) {
            Axis first = fromEnd(left, rank - i);
            Axis second = fromEnd(right, rank - i);
            ShapeMismatch.require(
                    first.equals(second) || first.equals(ONE) || second.equals(ONE),
                    "the shapes %s and %s do not broadcast: %s is not %s",
                    a,
                    b,
                    first,
                    second);
            axes.add(first.equals(ONE) ? second : first);
        }
        return axes;
    }

    private static List<Axis> withoutBatch(List<Axis> axes) {
        return !axes.isEmpty() && axes.get(0).isBatch() ? axes.subList(1, axes.size()) : axes;
    }

    private static Axis fromEnd(List<Axis> axes, int distance) {
        return distance > axes.size() ? ONE : axes.get(axes.size() - distance);
    }
}
