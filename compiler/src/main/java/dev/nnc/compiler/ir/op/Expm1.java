package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/** {@code e^x - 1}, exact near 0. */
public record Expm1() implements Unary {
    @Override
    public String name() {
        return "expm1";
    }

    @Override
    public double apply(double x) {
        return Math.expm1(x);
    }

    @Override
    public boolean isDear() {
        return true;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        Arithmetic math = new Arithmetic(graph);
        return List.of(math.mul(adjoint, math.shift(node.id(), 1)));
    }
}
