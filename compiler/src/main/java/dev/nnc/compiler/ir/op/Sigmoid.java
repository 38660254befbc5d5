package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/** The logistic function {@code 1 / (1 + e^-x)}. */
public record Sigmoid() implements Unary {
    @Override
    public String name() {
        return "sigmoid";
    }

    @Override
    public double apply(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Override
    public boolean isDear() {
        return true;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        Arithmetic math = new Arithmetic(graph);
        int slope = math.mul(node.id(), math.sub(math.like(node.id(), 1), node.id()));
        return List.of(math.mul(adjoint, slope));
    }
}
