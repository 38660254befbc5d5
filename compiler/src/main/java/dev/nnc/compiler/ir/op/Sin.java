package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/** The sine of an angle in radians. */
public record Sin() implements Unary {
    @Override
    public String name() {
        return "sin";
    }

    @Override
    public double apply(double x) {
        return Math.sin(x);
    }

    @Override
    public boolean isDear() {
        return true;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        Arithmetic math = new Arithmetic(graph);
        return List.of(math.mul(adjoint, math.cos(node.input(0))));
    }
}
