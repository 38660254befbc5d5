package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.PoolScatter;
import dev.nnc.compiler.ir.op.Pooling;
import java.util.List;

/**
 * Puts each element into one element of its window, as {@link PoolScatter} does, where windows begin at every place of the last
 * axis but only those at multiples of a number count.
 *
 * @param space sizes of the result along the axes that the window slides over
 * @param apart from one window that counts to the next along the last axis
 */
public record ScatterApart(Pooling pooling, List<Integer> space, int apart) implements Op {
    public ScatterApart {
        space = List.copyOf(space);
    }

    @Override
    public String name() {
        return "scatter_apart";
    }

    @Override
    public String attributes() {
        return whole().attributes() + ", apart=" + apart;
    }

    private PoolScatter whole() {
        return new PoolScatter(pooling, space);
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        return whole().type(inputs);
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor counted = Tensor.zeros(inputs.get(0).shape());
        int line = counted.shape()[counted.shape().length - 1];
        for (int at = 0; at < counted.data().length; at++) {
            counted.data()[at] = at % line % apart == 0 ? inputs.get(0).data()[at] : 0;
        }
        return whole().evaluate(List.of(counted, inputs.get(1)), type, run);
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        throw new IllegalStateException("places are set apart behind differentiation");
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return whole().flops(inputs, type, batch);
    }
}
