package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reduces over axes, which the result does not have. The gradient of a maximum or minimum is shared by its ties in equal
 * parts, as PyTorch's {@code amax}.
 */
public record Reduce(Kind kind, List<Integer> axes) implements Op {
    /** How elements are joined. */
    public enum Kind {
        SUM(0),
        MAX(Double.NEGATIVE_INFINITY),
        MIN(Double.POSITIVE_INFINITY);

        private final double start;

        Kind(double start) {
            this.start = start;
        }

        /** The value of an empty reduction. */
        public double start() {
            return start;
        }

        /** Joins two values; NaN stays NaN. */
        public double join(double a, double b) {
            return this == SUM ? a + b : this == MAX ? Math.max(a, b) : Math.min(a, b);
        }
    }

    public Reduce {
        axes = List.copyOf(axes);
    }

    @Override
    public String name() {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String attributes() {
        return "axes=" + axes;
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        TensorType input = inputs.get(0);
        List<Axis> kept = new ArrayList<>();
        for (int axis = 0; axis < input.rank(); axis++) {
            if (!axes.contains(axis)) {
                kept.add(input.axis(axis));
            }
        }
        ShapeMismatch.require(input.rank() - kept.size() == axes.size(), "%s has no axes %s to reduce", input, axes);
        return input.withAxes(kept);
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor input = inputs.get(0);
        Tensor result = Tensor.zeros(type.shape(run.batch()));
        Arrays.fill(result.data(), kind.start());
        int[] index = new int[input.shape().length];
        int at = 0;
        do {
            int target = result.offset(kept(index));
            result.data()[target] = kind.join(result.data()[target], input.data()[at++]);
        } while (Tensor.next(index, input.shape()));
        return result;
    }

    private int[] kept(int[] index) {
        int[] kept = new int[index.length - axes.size()];
        int next = 0;
        for (int axis = 0; axis < index.length; axis++) {
            if (!axes.contains(axis)) {
                kept[next++] = index[axis];
            }
        }
        return kept;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        TensorType input = graph.type(node.input(0));
        int spread = restore(graph, input, adjoint);
        if (kind == Kind.SUM) {
            return List.of(spread);
        }
        int hit = graph.add(new Compare(Compare.Relation.EQ), node.input(0), restore(graph, input, node.id()));
        int ones = graph.add(new Select(), hit, graph.constant(1, input), graph.constant(0, input));
        int ties = graph.add(new Reduce(Kind.SUM, axes), ones);
        int share = graph.add(new Divide(), ones, restore(graph, input, ties));
        return List.of(graph.add(new Multiply(), spread, share));
    }

    /** Repeats a reduced value along the axes that the reduction took away. */
    private int restore(GraphBuilder graph, TensorType input, int reduced) {
        List<Integer> places = new ArrayList<>();
        for (int axis = 0; axis < input.rank(); axis++) {
            if (!axes.contains(axis)) {
                places.add(axis);
            }
        }
        return graph.add(new Broadcast(input.axes(), places), reduced);
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return inputs.get(0).elements(batch);
    }
}
