package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Unary;
import java.util.List;

/** The same values at another place in memory: padded where they came without padding, or with another lane axis. */
public record Copy() implements Unary {
    @Override
    public String name() {
        return "copy";
    }

    /** Any type: ids are copied as floats, which hold them exactly. */
    @Override
    public TensorType type(List<TensorType> inputs) {
        return inputs.get(0);
    }

    @Override
    public double apply(double x) {
        return x;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(adjoint);
    }
}
