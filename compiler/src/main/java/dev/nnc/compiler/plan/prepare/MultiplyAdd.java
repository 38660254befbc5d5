package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Elementwise;
import dev.nnc.compiler.ir.op.Multiply;
import java.util.List;

/** {@code a * b + c}, rounded once. */
public record MultiplyAdd() implements Elementwise {
    @Override
    public String name() {
        return "multiply_add";
    }

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public double apply(double... operands) {
        return operands[0] * operands[1] + operands[2];
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(
                graph.add(new Multiply(), adjoint, node.input(1)),
                graph.add(new Multiply(), adjoint, node.input(0)),
                adjoint);
    }
}
