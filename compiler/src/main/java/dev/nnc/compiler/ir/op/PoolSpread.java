package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.List;

/**
 * Adds each element to all elements of its window: the gradient of the sum.
 *
 * @param space sizes of the result along the axes that the window slides over
 */
public record PoolSpread(Pooling pooling, List<Integer> space) implements Op {
    public PoolSpread {
        space = List.copyOf(space);
    }

    @Override
    public String name() {
        return "pool_spread";
    }

    @Override
    public String attributes() {
        return pooling.attributes() + ", space=" + space;
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        return pooling.space(name(), inputs.get(0), space);
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor y = inputs.get(0);
        Tensor x = Tensor.zeros(type.shape(run.batch()));
        pooling.visit(x.shape(), y.shape(), (i, element, o) -> x.data()[i] += y.data()[o]);
        return x;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(graph.add(new Pool(Pool.Kind.SUM, pooling), adjoint));
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return pooling.flops(inputs.get(0), batch);
    }
}
