package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Unary;
import java.util.List;

/** The same values at another place in memory: padded where they came without padding, or with another lane axis. */
public record Copy() implements Unary {
    @Override
    public String name() {
        return "copy";
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
