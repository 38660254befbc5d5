package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.List;

/**
 * Adds each element into one element of its window, by the number that {@link PoolIndex} gives, and zeros elsewhere: the
 * gradient of the largest element.
 *
 * @param space sizes of the result along the axes that the window slides over
 */
public record PoolScatter(Pooling pooling, List<Integer> space) implements Op {
    public PoolScatter {
        space = List.copyOf(space);
    }

    @Override
    public String name() {
        return "pool_scatter";
    }

    @Override
    public String attributes() {
        return pooling.attributes() + ", space=" + space;
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        TensorType places = inputs.get(0);
        Pooling.checkIndex(name(), places, inputs.get(1));
        return pooling.space(name(), places, space);
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor y = inputs.get(0);
        Tensor index = inputs.get(1);
        Tensor x = Tensor.zeros(type.shape(run.batch()));
        pooling.visit(x.shape(), y.shape(), (i, element, o) -> {
            if (index.data()[o] == element) {
                x.data()[i] += y.data()[o];
            }
        });
        return x;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(graph.add(new PoolPick(pooling), adjoint, node.input(1)), NO_GRADIENT);
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return pooling.flops(inputs.get(0), batch);
    }
}
