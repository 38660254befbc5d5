package dev.nnc.compiler.ir.op;

/** An elementwise operator of two operands. */
public interface Binary extends Elementwise {
    /** The meaning for one pair of elements. */
    double apply(double a, double b);

    @Override
    default double apply(double... operands) {
        return apply(operands[0], operands[1]);
    }

    @Override
    default int arity() {
        return 2;
    }
}
