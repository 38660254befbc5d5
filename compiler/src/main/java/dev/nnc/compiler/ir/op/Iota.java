package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.List;

/** Each element's index along one axis, from 0. */
public record Iota(TensorType declared, int axis) implements Op {
    @Override
    public String name() {
        return "iota";
    }

    @Override
    public String attributes() {
        return "axis=" + axis;
    }

    @Override
    public int arity() {
        return 0;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        ShapeMismatch.require(0 <= axis && axis < declared.rank(), "iota: %s has no axis %d", declared, axis);
        ShapeMismatch.require(declared.dtype() != DType.BOOL, "iota counts in f32 or i32, not %s", declared);
        return declared;
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor result = Tensor.zeros(type.shape(run.batch()));
        int[] index = new int[type.rank()];
        int at = 0;
        do {
            result.data()[at++] = index[axis];
        } while (Tensor.next(index, result.shape()));
        return result;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of();
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return 0;
    }
}
