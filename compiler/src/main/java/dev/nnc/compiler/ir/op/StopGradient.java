package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/** The same value, through which no gradient passes. */
public record StopGradient() implements Unary {
    @Override
    public String name() {
        return "stop_gradient";
    }

    @Override
    public double apply(double x) {
        return x;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(NO_GRADIENT);
    }
}
