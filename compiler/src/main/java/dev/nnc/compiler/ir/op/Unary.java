package dev.nnc.compiler.ir.op;

/** An elementwise operator of one operand. */
public interface Unary extends Elementwise {
    /** The meaning for one element. */
    double apply(double x);

    @Override
    default double apply(double... operands) {
        return apply(operands[0]);
    }

    @Override
    default int arity() {
        return 1;
    }
}
