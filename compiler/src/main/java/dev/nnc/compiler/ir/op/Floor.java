package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/** The largest whole number that is not above x; it is flat, so no gradient passes. */
public record Floor() implements Unary {
    @Override
    public String name() {
        return "floor";
    }

    @Override
    public double apply(double x) {
        return Math.floor(x);
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(NO_GRADIENT);
    }
}
