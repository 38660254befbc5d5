package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.op.Cos;
import dev.nnc.compiler.ir.op.Erf;
import dev.nnc.compiler.ir.op.Exp;
import dev.nnc.compiler.ir.op.Expm1;
import dev.nnc.compiler.ir.op.Log;
import dev.nnc.compiler.ir.op.Log1p;
import dev.nnc.compiler.ir.op.Power;
import dev.nnc.compiler.ir.op.Sigmoid;
import dev.nnc.compiler.ir.op.Sin;
import dev.nnc.compiler.ir.op.Softplus;
import dev.nnc.compiler.ir.op.Tanh;
import java.util.Set;

/**
 * How large a kernel becomes, which is one method, of at most 4000 bytecodes and 255 parameters.
 *
 * @param operators what it computes for each element, that which is computed again included
 * @param polynomials how many nodes are polynomials, which take some hundred bytecodes each
 */
record KernelSize(int operators, int polynomials) {
    static final KernelSize NONE = new KernelSize(0, 0);

    private static final int MOST_OPERATORS = 40;
    private static final int MOST_POLYNOMIALS = 6;

    private static final Set<Class<? extends Op>> POLYNOMIALS = Set.of(
            Exp.class,
            Expm1.class,
            Log.class,
            Log1p.class,
            Sin.class,
            Cos.class,
            Tanh.class,
            Sigmoid.class,
            Softplus.class,
            Erf.class,
            Power.class);

    /** What a node adds, of which {@code operators} are computed. */
    static KernelSize of(Op op, int operators) {
        return new KernelSize(operators, POLYNOMIALS.contains(op.getClass()) ? 1 : 0);
    }

    KernelSize plus(KernelSize more) {
        return new KernelSize(operators + more.operators, polynomials + more.polynomials);
    }

    /** Whether it stays within the limits of a method. */
    boolean isOneMethod() {
        return operators <= MOST_OPERATORS && polynomials <= MOST_POLYNOMIALS;
    }
}
