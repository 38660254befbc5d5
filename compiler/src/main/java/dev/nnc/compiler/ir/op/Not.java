package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/** Whether the condition does not hold. */
public record Not() implements Unary {
    @Override
    public DType operands() {
        return DType.BOOL;
    }

    @Override
    public String name() {
        return "not";
    }

    @Override
    public double apply(double x) {
        return x != 0 ? 0 : 1;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(NO_GRADIENT);
    }
}
