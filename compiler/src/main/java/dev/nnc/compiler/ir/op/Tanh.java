package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/** The hyperbolic tangent. */
public record Tanh() implements Unary {
    @Override
    public String name() {
        return "tanh";
    }

    @Override
    public double apply(double x) {
        return Math.tanh(x);
    }

    @Override
    public boolean isDear() {
        return true;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        Arithmetic math = new Arithmetic(graph);
        int slope = math.sub(math.like(node.id(), 1), math.square(node.id()));
        return List.of(math.mul(adjoint, slope));
    }
}
