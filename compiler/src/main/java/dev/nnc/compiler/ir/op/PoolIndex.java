package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.Arrays;
import java.util.List;

/**
 * Which element of each window is the largest, by its number in row-major order of the window: the first of equals, the last
 * NaN where there is one, and -1 where a window sees padding alone.
 */
public record PoolIndex(Pooling pooling) implements Op {
    @Override
    public String name() {
        return "pool_index";
    }

    @Override
    public String attributes() {
        return pooling.attributes();
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        return new TensorType(DType.I32, pooling.places(name(), inputs.get(0)).axes());
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor x = inputs.get(0);
        Tensor index = Tensor.zeros(type.shape(run.batch()));
        double[] most = new double[index.data().length];
        Arrays.fill(index.data(), -1);
        pooling.visit(x.shape(), index.shape(), (i, element, o) -> {
            double value = x.data()[i];
            if (index.data()[o] < 0 || value > most[o] || Double.isNaN(value)) {
                most[o] = value;
                index.data()[o] = element;
            }
        });
        return index;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(NO_GRADIENT);
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return pooling.flops(type, batch);
    }
}
