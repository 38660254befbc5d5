package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/** {@code a / b}, element by element. */
public record Divide() implements Binary {
    @Override
    public String name() {
        return "div";
    }

    @Override
    public double apply(double a, double b) {
        return a / b;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        int toNumerator = graph.add(this, adjoint, node.input(1));
        int toDivisor = graph.add(new Negate(), graph.add(new Multiply(), toNumerator, node.id()));
        return List.of(toNumerator, toDivisor);
    }
}
