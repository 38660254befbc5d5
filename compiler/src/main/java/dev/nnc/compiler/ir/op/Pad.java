package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.List;

/** Puts zeros before and behind the elements of one fixed axis. */
public record Pad(int axis, int before, int after) implements Op {
    @Override
    public String name() {
        return "pad";
    }

    @Override
    public String attributes() {
        return "axis=" + axis + ", before=" + before + ", after=" + after;
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        int size = FixedAxes.size(name(), inputs.get(0), axis);
        ShapeMismatch.require(
                before >= 0 && after >= 0, "pad: %d before and %d behind; use slice to cut", before, after);
        return FixedAxes.resize(inputs.get(0), axis, before + size + after);
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor input = inputs.get(0);
        Tensor result = Tensor.zeros(type.shape(run.batch()));
        int[] index = new int[type.rank()];
        int at = 0;
        do {
            int[] target = index.clone();
            target[axis] += before;
            result.data()[result.offset(target)] = input.data()[at++];
        } while (Tensor.next(index, input.shape()));
        return result;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        int size = FixedAxes.size(name(), graph.type(node.input(0)), axis);
        return List.of(graph.add(new Slice(axis, before, before + size, 1), adjoint));
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return 0;
    }
}
