package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The largest element or the sum of each window. Padding never is the largest and adds nothing; NaN is the largest wherever
 * it is.
 */
public record Pool(Kind kind, Pooling pooling) implements Op {
    /** How the elements of a window become one number. */
    public enum Kind {
        MAX,
        SUM
    }

    @Override
    public String name() {
        return "pool_" + kind.name().toLowerCase(Locale.ROOT);
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
        return pooling.places(name(), inputs.get(0));
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor x = inputs.get(0);
        Tensor y = Tensor.zeros(type.shape(run.batch()));
        if (kind == Kind.SUM) {
            pooling.visit(x.shape(), y.shape(), (i, element, o) -> y.data()[o] += x.data()[i]);
        } else {
            Arrays.fill(y.data(), Double.NEGATIVE_INFINITY);
            pooling.visit(x.shape(), y.shape(), (i, element, o) -> y.data()[o] = Math.max(y.data()[o], x.data()[i]));
        }
        return y;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        List<Integer> space = pooling.sizes(graph.type(node.input(0)));
        if (kind == Kind.SUM) {
            return List.of(graph.add(new PoolSpread(pooling, space), adjoint));
        }
        int index = graph.add(new PoolIndex(pooling), node.input(0));
        return List.of(graph.add(new PoolScatter(pooling, space), adjoint, index));
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return pooling.flops(type, batch);
    }
}
