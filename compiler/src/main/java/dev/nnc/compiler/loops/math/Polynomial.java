package dev.nnc.compiler.loops.math;

import static dev.nnc.compiler.loops.kernel.Exprs.fma;
import static dev.nnc.compiler.loops.kernel.Exprs.number;

import dev.nnc.compiler.loops.kernel.Expr;

/** Evaluates polynomials by Horner's rule, one fused multiply-add a coefficient. */
final class Polynomial {
    private Polynomial() {}

    /**
     * The polynomial's value.
     *
     * @param coefficients from the highest power to the lowest
     */
    static Expr horner(Lets lets, Expr x, double... coefficients) {
        Expr sum = number(coefficients[0]);
        for (int i = 1; i < coefficients.length; i++) {
            sum = lets.let("p", fma(sum, x, number(coefficients[i])));
        }
        return sum;
    }
}
