package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds rows into a table of zeros by their ids: {@code result[ids[i..], d..] += values[i.., d..]}, in ascending order of i.
 * Inputs are the ids and the values.
 *
 * @param rows of the table
 */
public record ScatterAdd(int rows) implements Op {
    @Override
    public String name() {
        return "scatter_add";
    }

    @Override
    public String attributes() {
        return "rows=" + rows;
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        TensorType ids = inputs.get(0);
        TensorType values = inputs.get(1);
        ShapeMismatch.require(
                ids.dtype() == DType.I32
                        && values.rank() >= ids.rank()
                        && values.axes().subList(0, ids.rank()).equals(ids.axes()),
                "scatter_add needs i32 ids and values that begin with the ids' axes, not %s and %s",
                ids,
                values);
        List<Axis> axes = new ArrayList<>();
        axes.add(Axis.of(rows));
        axes.addAll(values.axes().subList(ids.rank(), values.rank()));
        return values.withAxes(axes);
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor ids = inputs.get(0);
        Tensor result = Tensor.zeros(type.shape(run.batch()));
        int row = Tensor.strides(result.shape())[0];
        for (int i = 0; i < ids.data().length; i++) {
            for (int j = 0; j < row; j++) {
                result.data()[(int) ids.data()[i] * row + j] += inputs.get(1).data()[i * row + j];
            }
        }
        return result;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(NO_GRADIENT, graph.add(new Gather(), adjoint, node.input(0)));
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return inputs.get(1).elements(batch);
    }
}
