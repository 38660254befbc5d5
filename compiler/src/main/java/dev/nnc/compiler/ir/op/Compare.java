package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.TensorType;
import java.util.List;
import java.util.Locale;

/** Compares two tensors, element by element; NaN is unequal to everything and in no order. */
public record Compare(Relation relation) implements Binary {
    /** The relation that is asked for. */
    public enum Relation {
        EQ,
        NE,
        LT,
        LE,
        GT,
        GE;

        /** Whether it holds between two numbers. */
        public boolean holds(double a, double b) {
            return switch (this) {
                case EQ -> a == b;
                case NE -> a != b;
                case LT -> a < b;
                case LE -> a <= b;
                case GT -> a > b;
                case GE -> a >= b;
            };
        }
    }

    @Override
    public String name() {
        return relation.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        oneShape(inputs);
        ShapeMismatch.require(
                inputs.get(0).dtype() == inputs.get(1).dtype(),
                "%s compares values of one type, not %s and %s",
                name(),
                inputs.get(0),
                inputs.get(1));
        return inputs.get(0).withDType(DType.BOOL);
    }

    @Override
    public double apply(double a, double b) {
        return relation.holds(a, b) ? 1 : 0;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(NO_GRADIENT, NO_GRADIENT);
    }
}
