package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/** {@code |x|}; its gradient at 0 is 0. */
public record Absolute() implements Unary {
    @Override
    public String name() {
        return "abs";
    }

    @Override
    public double apply(double x) {
        return Math.abs(x);
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        Arithmetic math = new Arithmetic(graph);
        return List.of(math.mul(adjoint, math.sign(node.input(0))));
    }
}
