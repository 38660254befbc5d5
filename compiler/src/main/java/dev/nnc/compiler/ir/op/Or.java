package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/** Whether one condition holds, or both. */
public record Or() implements Binary {
    @Override
    public String name() {
        return "or";
    }

    @Override
    public DType operands() {
        return DType.BOOL;
    }

    @Override
    public double apply(double a, double b) {
        return a != 0 || b != 0 ? 1 : 0;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(NO_GRADIENT, NO_GRADIENT);
    }
}
