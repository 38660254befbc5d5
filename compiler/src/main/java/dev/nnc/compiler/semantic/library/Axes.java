package dev.nnc.compiler.semantic.library;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.semantic.builtin.Lengths;
import java.util.ArrayList;
import java.util.List;

/** Reducing along axes and back, and telling elements apart by their place on an axis. Axes are those of the graph's types. */
public final class Axes {
    private Axes() {}

    /** Reduces one axis. */
    public static int reduce(GraphBuilder graph, Reduce.Kind kind, int x, int axis) {
        return graph.add(new Reduce(kind, List.of(axis)), x);
    }

    /** The sum along one axis. */
    public static int sum(GraphBuilder graph, int x, int axis) {
        return reduce(graph, Reduce.Kind.SUM, x, axis);
    }

    /** Repeats a value that lacks axis {@code axis} of {@code like} along it. */
    public static int spread(GraphBuilder graph, int reduced, int like, int axis) {
        return spread(graph, reduced, like, List.of(axis));
    }

    /** Repeats a value that lacks some axes of {@code like} along them. */
    public static int spread(GraphBuilder graph, int reduced, int like, List<Integer> axes) {
        TensorType type = graph.type(like);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < type.rank(); i++) {
            if (!axes.contains(i)) {
                places.add(i);
            }
        }
        return graph.add(new Broadcast(type.axes(), places), reduced);
    }

    /** Each element's index along an axis of {@code like}, of the element type of {@code ids}. */
    public static int index(GraphBuilder graph, int like, int axis, int ids) {
        return graph.add(new Iota(graph.type(like).withDType(graph.type(ids).dtype()), axis));
    }

    /** All axes but the batch. */
    public static List<Integer> ofExample(TensorType type) {
        List<Integer> axes = new ArrayList<>();
        for (int i = type.hasBatch() ? 1 : 0; i < type.rank(); i++) {
            axes.add(i);
        }
        return axes;
    }

    /** The axes of a type with size 1 in some places. */
    public static List<Axis> ones(TensorType type, List<Integer> places) {
        List<Axis> axes = new ArrayList<>(type.axes());
        places.forEach(place -> axes.set(place, Axis.of(1)));
        return axes;
    }

    /** {@code x} with {@code value} in the padding along some axes; nothing is added when none of them has lengths. */
    public static int filled(GraphBuilder graph, int x, List<Integer> axes, double value) {
        Arithmetic math = new Arithmetic(graph);
        int filled = x;
        for (int axis : axes) {
            TensorType type = graph.type(x);
            if (type.axis(axis) instanceof Axis.Length length) {
                int place = graph.add(new Iota(type.withDType(DType.I32), axis));
                int limit = graph.add(new Broadcast(type.axes(), List.of(0)), Lengths.leaf(graph, length));
                filled = math.select(math.lt(place, limit), filled, math.like(x, value));
            }
        }
        return filled;
    }

    /** Axes with one more in a place. */
    public static List<Axis> with(List<Axis> axes, int place, Axis axis) {
        List<Axis> wider = new ArrayList<>(axes);
        wider.add(place, axis);
        return wider;
    }
}
