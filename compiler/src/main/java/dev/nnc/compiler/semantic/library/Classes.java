package dev.nnc.compiler.semantic.library;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Rejection;
import java.util.ArrayList;
import java.util.List;

/** Tensors with a number for each class, beside the ids of the right classes. */
public final class Classes {
    private Classes() {}

    /**
     * The axis of the classes, as the call's {@code axis} says, after a check that the ids in {@code target} fit.
     *
     * @param scores the formal of the tensor with a number for each class
     */
    public static int axis(Call call, String scores) {
        int axis = call.axis("axis", call.value(scores));
        TensorType type = call.type(scores);
        ShapeMismatch.require(
                type.axis(axis) instanceof Axis.Fixed,
                "the classes lie along an axis of a fixed size, not in %s",
                type);
        requireClasses(call, scores, type.axis(axis).extent(1));
        List<Axis> positions = new ArrayList<>(type.axes());
        positions.remove(axis);
        TensorType target = call.type("target");
        boolean ids = target.dtype() == DType.I32;
        ShapeMismatch.require(
                target.axes().equals(ids ? positions : type.axes()),
                ids ? "ids for %s have the shape %s, not %s" : "probabilities for %s have the shape %s, not %s",
                type,
                type.withAxes(ids ? positions : type.axes()),
                target);
        return axis;
    }

    private static void requireClasses(Call call, String scores, int size) {
        int classes = call.value("target").classes();
        if (classes != 0 && classes != size) {
            String label = call.value("target").label();
            String numbers = size == 1 ? "1 number" : size + " numbers";
            Problem problem = Problem.error(
                    "class-count",
                    call.at(scores),
                    "`" + label + "` has " + classes + " classes, but there " + (size == 1 ? "is " : "are ") + numbers
                            + " for them");
            boolean binary = size == 1 && classes == 2;
            throw new Rejection(
                    binary
                            ? problem.suggest("use `binary_cross_entropy`, which takes one logit")
                            : problem.suggest("end in `dense(" + classes + ")`"));
        }
    }

    /** Which element along {@code axis} of {@code like} is that of the id: {@code bool} in the shape of {@code like}. */
    public static int hits(GraphBuilder graph, int like, int ids, int axis) {
        Arithmetic math = new Arithmetic(graph);
        return math.eq(Axes.index(graph, like, axis, ids), Axes.spread(graph, ids, like, axis));
    }

    /** The element of each id along {@code axis}, which the result does not have. */
    public static int pick(GraphBuilder graph, int x, int ids, int axis) {
        Arithmetic math = new Arithmetic(graph);
        return Axes.sum(graph, math.select(hits(graph, x, ids, axis), x, math.like(x, 0)), axis);
    }
}
