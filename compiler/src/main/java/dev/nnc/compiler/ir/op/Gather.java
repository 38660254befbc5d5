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
 * Rows of a table by their ids: {@code result[i.., d..] = table[ids[i..], d..]}. Ids run from 0 to the table's rows less 1;
 * others are an error of the caller.
 */
public record Gather() implements Op {
    @Override
    public String name() {
        return "gather";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        TensorType table = inputs.get(0);
        TensorType ids = inputs.get(1);
        ShapeMismatch.require(
                table.rank() >= 1 && table.axis(0) instanceof Axis.Fixed && ids.dtype() == DType.I32,
                "gather needs a table with a fixed number of rows and i32 ids, not %s and %s",
                table,
                ids);
        List<Axis> axes = new ArrayList<>(ids.axes());
        axes.addAll(table.axes().subList(1, table.rank()));
        return table.withAxes(axes);
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor table = inputs.get(0);
        Tensor ids = inputs.get(1);
        int row = Tensor.strides(table.shape())[0];
        Tensor result = Tensor.zeros(type.shape(run.batch()));
        for (int i = 0; i < ids.data().length; i++) {
            System.arraycopy(table.data(), (int) ids.data()[i] * row, result.data(), i * row, row);
        }
        return result;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        Axis rows = graph.type(node.input(0)).axis(0);
        return List.of(graph.add(new ScatterAdd(rows.extent(1)), node.input(1), adjoint), NO_GRADIENT);
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return 0;
    }
}
