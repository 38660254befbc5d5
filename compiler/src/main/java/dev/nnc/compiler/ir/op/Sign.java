package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/** -1, 0 or 1 as x is negative, zero or positive; it is flat, so no gradient passes. */
public record Sign() implements Unary {
    @Override
    public String name() {
        return "sign";
    }

    @Override
    public double apply(double x) {
        return Math.signum(x);
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(NO_GRADIENT);
    }
}
