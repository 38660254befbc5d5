package dev.nnc.compiler.semantic.builtin;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Reduce;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings tensors to one shape. The batch axes fall together; the others are aligned at their ends; an axis that a tensor lacks, or
 * whose size is 1, is repeated.
 */
public final class Broadcasting {
    private Broadcasting() {}

    /**
     * Repeats tensors to their common shape.
     *
     * @return their new nodes, in order
     * @throws ShapeMismatch when two sizes differ and none is 1
     */
    public static int[] align(GraphBuilder graph, int... nodes) {
        List<TensorType> types = new ArrayList<>();
        for (int node : nodes) {
            types.add(graph.type(node));
        }
        List<Axis> target = common(types);
        int[] aligned = new int[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            aligned[i] = to(graph, nodes[i], target);
        }
        return aligned;
    }

    /** The common axes of several types. */
    public static List<Axis> common(List<TensorType> types) {
        List<Axis> common = types.get(0).axes();
        for (TensorType type : types) {
            common = join(common, type.axes());
        }
        return common;
    }

    private static List<Axis> join(List<Axis> a, List<Axis> b) {
        boolean batch = isBatched(a) || isBatched(b);
        List<Axis> left = example(a);
        List<Axis> right = example(b);
        List<Axis> joined = new ArrayList<>();
        for (int back = Math.max(left.size(), right.size()); back >= 1; back--) {
            Axis one = back <= left.size() ? left.get(left.size() - back) : Axis.of(1);
            Axis other = back <= right.size() ? right.get(right.size() - back) : Axis.of(1);
            ShapeMismatch.require(
                    one.equals(other) || one.equals(Axis.of(1)) || other.equals(Axis.of(1)),
                    "sizes %s and %s do not match",
                    one,
                    other);
            joined.add(one.equals(Axis.of(1)) ? other : one);
        }
        if (batch) {
            joined.add(0, Axis.BATCH);
        }
        return joined;
    }

    /** Repeats one tensor to these axes, which must be reachable by the rules. */
    public static int to(GraphBuilder graph, int node, List<Axis> target) {
        Node origin = graph.node(node);
        if (origin.type().axes().equals(target)) {
            return node;
        }
        if (origin.op() instanceof Constant constant && constant.isSplat()) {
            return graph.constant(constant.value(), origin.type().withAxes(target));
        }
        List<Axis> axes = origin.type().axes();
        List<Integer> ones = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < axes.size(); i++) {
            int place = axes.get(i).isBatch() ? 0 : target.size() - axes.size() + i;
            if (axes.get(i).equals(target.get(place))) {
                places.add(place);
            } else {
                ones.add(i);
            }
        }
        int narrow = ones.isEmpty() ? node : graph.add(new Reduce(Reduce.Kind.SUM, ones), node);
        return graph.add(new Broadcast(target, places), narrow);
    }

    private static boolean isBatched(List<Axis> axes) {
        return !axes.isEmpty() && axes.get(0).isBatch();
    }

    private static List<Axis> example(List<Axis> axes) {
        return isBatched(axes) ? axes.subList(1, axes.size()) : axes;
    }
}
