package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/** {@code 1 / sqrt(x)}. */
public record ReciprocalSqrt() implements Unary {
    @Override
    public String name() {
        return "rsqrt";
    }

    @Override
    public double apply(double x) {
        return 1 / Math.sqrt(x);
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        Arithmetic math = new Arithmetic(graph);
        int cube = math.mul(math.square(node.id()), node.id());
        return List.of(math.mul(adjoint, math.scale(cube, -0.5)));
    }
}
