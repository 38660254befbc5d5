package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.List;

/** Turns one axis round, in memory; the batch stays as it is. */
public record Reverse(int axis) implements Op {
    @Override
    public String name() {
        return "reverse";
    }

    @Override
    public String attributes() {
        return "axis=" + axis;
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        TensorType input = inputs.get(0);
        ShapeMismatch.require(0 <= axis && axis < input.rank(), "reverse: %s has no axis %d", input, axis);
        ShapeMismatch.require(!input.axis(axis).isBatch(), "reverse does not turn the batch of %s", input);
        return input;
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor result = Tensor.zeros(type.shape(run.batch()));
        int[] index = new int[type.rank()];
        int at = 0;
        do {
            int[] source = index.clone();
            source[axis] = result.shape()[axis] - 1 - index[axis];
            result.data()[at++] = inputs.get(0).get(source);
        } while (Tensor.next(index, result.shape()));
        return result;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(graph.add(this, adjoint));
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return 0;
    }
}
