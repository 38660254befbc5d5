package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/** {@code -x}. */
public record Negate() implements Unary {
    @Override
    public String name() {
        return "neg";
    }

    @Override
    public double apply(double x) {
        return -x;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(graph.add(this, adjoint));
    }
}
