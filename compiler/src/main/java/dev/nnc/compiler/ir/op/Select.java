package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.TensorType;
import java.util.List;

/** {@code condition ? a : b}, element by element. */
public record Select() implements Elementwise {
    @Override
    public String name() {
        return "select";
    }

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        oneShape(inputs);
        ShapeMismatch.require(
                inputs.get(0).dtype() == DType.BOOL && inputs.get(1).equals(inputs.get(2)),
                "select needs a condition and two values of one type, not %s, %s and %s",
                inputs.get(0),
                inputs.get(1),
                inputs.get(2));
        return inputs.get(1);
    }

    @Override
    public double apply(double... operands) {
        return operands[0] != 0 ? operands[1] : operands[2];
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        int zero = graph.constant(0, node.type());
        return List.of(
                NO_GRADIENT,
                graph.add(this, node.input(0), adjoint, zero),
                graph.add(this, node.input(0), zero, adjoint));
    }
}
