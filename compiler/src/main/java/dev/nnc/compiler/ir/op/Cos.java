package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/** The cosine of an angle in radians. */
public record Cos() implements Unary {
    @Override
    public String name() {
        return "cos";
    }

    @Override
    public double apply(double x) {
        return Math.cos(x);
    }

    @Override
    public boolean isDear() {
        return true;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        Arithmetic math = new Arithmetic(graph);
        return List.of(math.neg(math.mul(adjoint, math.sin(node.input(0)))));
    }
}
