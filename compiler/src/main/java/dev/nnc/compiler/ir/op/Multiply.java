package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/** {@code a * b}, element by element. */
public record Multiply() implements Binary {
    @Override
    public String name() {
        return "mul";
    }

    @Override
    public double apply(double a, double b) {
        return a * b;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(graph.add(this, adjoint, node.input(1)), graph.add(this, adjoint, node.input(0)));
    }
}
