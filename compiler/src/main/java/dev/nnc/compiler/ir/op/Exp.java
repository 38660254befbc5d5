package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/** {@code e^x}. */
public record Exp() implements Elementwise {
    @Override
    public String name() {
        return "exp";
    }

    @Override
    public double apply(double... operands) {
        return Math.exp(operands[0]);
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(graph.add(new Multiply(), adjoint, node.id()));
    }
}
