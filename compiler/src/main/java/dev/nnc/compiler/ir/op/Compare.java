package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.TensorType;
import java.util.List;

/** Compares two tensors, element by element; NaN is unequal to everything and in no order. */
public record Compare(Relation relation) implements Elementwise {
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
        return relation.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        return Elementwise.super.type(inputs).withDType(DType.BOOL);
    }

    @Override
    public double apply(double... operands) {
        return relation.holds(operands[0], operands[1]) ? 1 : 0;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(Op.NO_GRADIENT, Op.NO_GRADIENT);
    }
}
