package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/** The natural logarithm. */
public record Log() implements Unary {
    @Override
    public String name() {
        return "log";
    }

    @Override
    public double apply(double x) {
        return Math.log(x);
    }

    @Override
    public boolean isDear() {
        return true;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(graph.add(new Divide(), adjoint, node.input(0)));
    }
}
