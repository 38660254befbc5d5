package dev.nnc.compiler.semantic.builtin;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Leaf;
import java.util.List;
import java.util.OptionalInt;

/**
 * Keeps padding out of results. The lengths of an axis {@code T <= n} are the leaf {@code T lengths}, {@code i32[b]}; what lies at
 * or behind an example's length is padding.
 */
public final class Lengths {
    private Lengths() {}

    /** The leaf that holds the length of each example along an axis. */
    public static int leaf(GraphBuilder graph, Axis.Length axis) {
        TensorType type = new TensorType(DType.I32, List.of(Axis.BATCH));
        return graph.add(new Leaf(Leaf.Kind.INPUT, DataInput.lengthsOf(axis), type));
    }

    /**
     * Where a tensor of this type holds no padding.
     *
     * @return a node of truth values along the same axes, the batch included; empty when no axis has lengths
     */
    public static OptionalInt mask(GraphBuilder graph, TensorType type) {
        Arithmetic math = new Arithmetic(graph);
        OptionalInt mask = OptionalInt.empty();
        for (int axis = 0; axis < type.rank(); axis++) {
            if (type.axis(axis) instanceof Axis.Length length) {
                int place = graph.add(new Iota(type.withDType(DType.I32), axis));
                int limit = graph.add(new Broadcast(type.axes(), List.of(0)), leaf(graph, length));
                int inside = math.lt(place, limit);
                mask = OptionalInt.of(mask.isPresent() ? math.and(mask.getAsInt(), inside) : inside);
            }
        }
        return mask;
    }

    /** The same tensor with {@code value} where it holds padding; nothing is added when no axis has lengths. */
    public static int filled(GraphBuilder graph, int node, double value) {
        OptionalInt mask = mask(graph, graph.type(node));
        Arithmetic math = new Arithmetic(graph);
        return mask.isPresent() ? math.select(mask.getAsInt(), node, math.like(node, value)) : node;
    }

    /**
     * How many elements that are not padding a reduction joins.
     *
     * @param axes the axes that are reduced
     * @return a node of rank 0, or {@code f32[b]} when an axis has lengths and the batch is not reduced
     */
    public static int count(GraphBuilder graph, TensorType type, List<Integer> axes) {
        Arithmetic math = new Arithmetic(graph);
        long fixed = 1;
        boolean batch = false;
        OptionalInt lengths = OptionalInt.empty();
        for (int index : axes) {
            Axis axis = type.axis(index);
            batch |= axis.isBatch();
            fixed *= axis instanceof Axis.Fixed size ? size.size() : 1;
            if (axis instanceof Axis.Length length) {
                int own = math.cast(leaf(graph, length), DType.F32);
                lengths = OptionalInt.of(lengths.isPresent() ? math.mul(lengths.getAsInt(), own) : own);
            }
        }
        if (lengths.isEmpty()) {
            return batch ? math.mul(math.count(), math.scalar(fixed)) : math.scalar(fixed);
        }
        int all = fixed == 1 ? lengths.getAsInt() : math.scale(lengths.getAsInt(), fixed);
        return batch ? math.sum(all, List.of(0), false) : all;
    }
}
