package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/** The smaller of two; NaN wins. Equal operands share the gradient half and half, as PyTorch's {@code minimum}. */
public record Minimum() implements Binary {
    @Override
    public String name() {
        return "minimum";
    }

    @Override
    public double apply(double a, double b) {
        return Math.min(a, b);
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        Arithmetic math = new Arithmetic(graph);
        int a = node.input(0);
        int b = node.input(1);
        int none = math.like(adjoint, 0);
        int shared = math.select(math.eq(a, b), math.scale(adjoint, 0.5), adjoint);
        return List.of(math.select(math.gt(a, b), none, shared), math.select(math.lt(a, b), none, shared));
    }
}
