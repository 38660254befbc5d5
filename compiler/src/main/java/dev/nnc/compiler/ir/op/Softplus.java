package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/**
 * {@code log(1 + e^x)}, as {@code max(x, 0) + log(1 + e^-|x|)}: nothing overflows, and small values keep their digits. Its
 * slope is the sigmoid.
 */
public record Softplus() implements Unary {
    @Override
    public String name() {
        return "softplus";
    }

    @Override
    public double apply(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    @Override
    public boolean isDear() {
        return true;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        Arithmetic math = new Arithmetic(graph);
        return List.of(math.mul(adjoint, math.sigmoid(node.input(0))));
    }
}
