package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/** {@code e^x}. */
public record Exp() implements Unary {
    @Override
    public String name() {
        return "exp";
    }

    @Override
    public double apply(double x) {
        return Math.exp(x);
    }

    @Override
    public boolean isDear() {
        return true;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(graph.add(new Multiply(), adjoint, node.id()));
    }
}
