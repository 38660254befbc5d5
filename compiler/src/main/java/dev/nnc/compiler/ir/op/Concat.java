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

/** Joins tensors one behind the other along one fixed axis. */
public record Concat(int axis) implements Op {
    @Override
    public String name() {
        return "concat";
    }

    @Override
    public String attributes() {
        return "axis=" + axis;
    }

    @Override
    public int arity() {
        return ANY_ARITY;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        ShapeMismatch.require(!inputs.isEmpty(), "concat needs at least one operand");
        TensorType first = inputs.get(0);
        int size = 0;
        for (TensorType input : inputs) {
            size += FixedAxes.size(name(), input, axis);
            ShapeMismatch.require(
                    FixedAxes.resize(input, axis, 1).equals(FixedAxes.resize(first, axis, 1)),
                    "%s and %s do not join along axis %d",
                    first,
                    input,
                    axis);
        }
        return FixedAxes.resize(first, axis, size);
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor result = Tensor.zeros(type.shape(run.batch()));
        int start = 0;
        for (Tensor input : inputs) {
            int[] index = new int[type.rank()];
            int at = 0;
            do {
                int[] target = index.clone();
                target[axis] += start;
                result.data()[result.offset(target)] = input.data()[at++];
            } while (Tensor.next(index, input.shape()));
            start += input.shape()[axis];
        }
        return result;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        List<Integer> parts = new ArrayList<>();
        int start = 0;
        for (int input : node.inputs()) {
            int size = FixedAxes.size(name(), graph.type(input), axis);
            parts.add(graph.add(new Slice(axis, start, start + size, 1), adjoint));
            start += size;
        }
        return parts;
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return 0;
    }
}
