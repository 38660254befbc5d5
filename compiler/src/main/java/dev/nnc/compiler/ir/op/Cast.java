package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.TensorType;
import java.util.List;

/** Turns conditions or ids into numbers, or conditions into ids; a condition that holds is 1. */
public record Cast(DType dtype) implements Unary {
    @Override
    public String name() {
        return "cast";
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        DType from = inputs.get(0).dtype();
        ShapeMismatch.require(
                dtype == DType.F32 && from != DType.F32 || dtype == DType.I32 && from == DType.BOOL,
                "%s does not cast to %s",
                inputs.get(0),
                dtype.text());
        return inputs.get(0).withDType(dtype);
    }

    @Override
    public double apply(double x) {
        return x;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(NO_GRADIENT);
    }
}
