package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/** The square root; its gradient at 0 is infinite, as PyTorch's. */
public record Sqrt() implements Unary {
    @Override
    public String name() {
        return "sqrt";
    }

    @Override
    public double apply(double x) {
        return Math.sqrt(x);
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        Arithmetic math = new Arithmetic(graph);
        return List.of(math.div(adjoint, math.scale(node.id(), 2)));
    }
}
