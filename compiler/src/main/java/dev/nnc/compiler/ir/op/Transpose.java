package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.List;

/** Puts the axes in another order: axis {@code i} of the result is axis {@code order[i]} of the input; the batch stays. */
public record Transpose(List<Integer> order) implements Op {
    public Transpose {
        order = List.copyOf(order);
    }

    @Override
    public String name() {
        return "transpose";
    }

    @Override
    public String attributes() {
        return "order=" + order;
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        TensorType input = inputs.get(0);
        ShapeMismatch.require(isPermutation(input.rank()), "%s is no order of the axes of %s", order, input);
        ShapeMismatch.require(
                !input.hasBatch() || order.get(0) == 0, "transpose %s moves the batch axis of %s", order, input);
        return input.withAxes(order.stream().map(input::axis).toList());
    }

    private boolean isPermutation(int rank) {
        boolean[] seen = new boolean[rank];
        for (int axis : order) {
            if (axis < 0 || axis >= rank || seen[axis]) {
                return false;
            }
            seen[axis] = true;
        }
        return order.size() == rank;
    }

    /** The transpose that undoes this one. */
    public Transpose inverse() {
        List<Integer> back = new ArrayList<>(order);
        for (int i = 0; i < order.size(); i++) {
            back.set(order.get(i), i);
        }
        return new Transpose(back);
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor result = Tensor.zeros(type.shape(run.batch()));
        int[] index = new int[order.size()];
        int[] source = new int[order.size()];
        int at = 0;
        do {
            for (int i = 0; i < index.length; i++) {
                source[order.get(i)] = index[i];
            }
            result.data()[at++] = inputs.get(0).get(source);
        } while (Tensor.next(index, result.shape()));
        return result;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(graph.add(inverse(), adjoint));
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return 0;
    }
}
