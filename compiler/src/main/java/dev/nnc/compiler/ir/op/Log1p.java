package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/** {@code log(1 + x)}, exact near 0. */
public record Log1p() implements Unary {
    @Override
    public String name() {
        return "log1p";
    }

    @Override
    public double apply(double x) {
        return Math.log1p(x);
    }

    @Override
    public boolean isDear() {
        return true;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        Arithmetic math = new Arithmetic(graph);
        return List.of(math.div(adjoint, math.shift(node.input(0), 1)));
    }
}
