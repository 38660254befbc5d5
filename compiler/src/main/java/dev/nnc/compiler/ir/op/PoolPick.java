package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.List;

/** One element of each window, by its number as {@link PoolIndex} gives it; 0 where that is padding. */
public record PoolPick(Pooling pooling) implements Op {
    @Override
    public String name() {
        return "pool_pick";
    }

    @Override
    public String attributes() {
        return pooling.attributes();
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        TensorType places = pooling.places(name(), inputs.get(0));
        Pooling.checkIndex(name(), places, inputs.get(1));
        return places;
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor x = inputs.get(0);
        Tensor index = inputs.get(1);
        Tensor y = Tensor.zeros(type.shape(run.batch()));
        pooling.visit(x.shape(), y.shape(), (i, element, o) -> {
            if (index.data()[o] == element) {
                y.data()[o] = x.data()[i];
            }
        });
        return y;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        List<Integer> space = pooling.sizes(graph.type(node.input(0)));
        return List.of(graph.add(new PoolScatter(pooling, space), adjoint, node.input(1)), NO_GRADIENT);
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return pooling.flops(type, batch);
    }
}
