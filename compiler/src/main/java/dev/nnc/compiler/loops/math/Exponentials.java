package dev.nnc.compiler.loops.math;

import static dev.nnc.compiler.loops.kernel.Exprs.abs;
import static dev.nnc.compiler.loops.kernel.Exprs.add;
import static dev.nnc.compiler.loops.kernel.Exprs.arithmetic;
import static dev.nnc.compiler.loops.kernel.Exprs.bits;
import static dev.nnc.compiler.loops.kernel.Exprs.choose;
import static dev.nnc.compiler.loops.kernel.Exprs.compare;
import static dev.nnc.compiler.loops.kernel.Exprs.div;
import static dev.nnc.compiler.loops.kernel.Exprs.fma;
import static dev.nnc.compiler.loops.kernel.Exprs.mul;
import static dev.nnc.compiler.loops.kernel.Exprs.neg;
import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.sub;

import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Expr.Operator;

/**
 * The exponential function and what follows from it.
 *
 * <p>{@code exp(x) = 2^n exp(r)} with {@code n} the whole number nearest to {@code x / ln 2}; adding {@link #MAGIC} rounds,
 * without a conversion. The coefficients are those of the Cephes library (Moshier, 1984-2000).
 */
public final class Exponentials {
    /** 1.5 * 2^23: a float of this size has no room for a fraction, so its last bits are a whole number. */
    static final double MAGIC = 12582912;

    private static final int MAGIC_BITS = 0x4B400000;

    private Exponentials() {}

    /** {@code e^x}; 0 and infinity where the result leaves the range of floats. */
    public static Expr exp(Lets lets, Expr x) {
        Expr low = lets.let("x", choose(compare(Relation.LT, x, number(-104)), number(-104), x));
        Expr bounded = lets.let("x", choose(compare(Relation.GT, low, number(89)), number(89), low));
        Expr shifted = lets.let("n", fma(bounded, number(1.44269504088896341), number(MAGIC)));
        Expr n = lets.let("n", sub(shifted, number(MAGIC)));
        Expr rough = lets.let("r", fma(n, number(-0.693359375), bounded));
        Expr r = lets.let("r", fma(n, number(2.12194440e-4), rough));
        Expr p = Polynomial.horner(
                lets,
                r,
                1.9875691500E-4,
                1.3981999507E-3,
                8.3334519073E-3,
                4.1665795894E-2,
                1.6666665459E-1,
                5.0000001201E-1);
        Expr square = lets.let("s", mul(r, r));
        Expr value = lets.let("p", add(fma(p, square, r), number(1)));
        return lets.let("exp", scale(lets, value, shifted));
    }

    /** Times 2^n, in two steps so that the result may be subnormal. */
    private static Expr scale(Lets lets, Expr value, Expr shifted) {
        Expr n = lets.let("k", bits(Operator.SUBTRACT, new Expr.Bits(shifted), MAGIC_BITS));
        Expr half = lets.let("k", bits(Operator.SHIFT_RIGHT, n, 1));
        Expr rest = lets.let("k", arithmetic(Operator.SUBTRACT, n, half));
        return mul(mul(value, powerOfTwo(half)), powerOfTwo(rest));
    }

    private static Expr powerOfTwo(Expr n) {
        return new Expr.FromBits(bits(Operator.SHIFT_LEFT, bits(Operator.ADD, n, 127), 23));
    }

    /** {@code e^x - 1}, without loss near 0. */
    public static Expr expm1(Lets lets, Expr x) {
        Expr p = Polynomial.horner(lets, x, 1.0 / 40320, 1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1);
        Expr near = lets.let("near", mul(p, x));
        Expr far = sub(exp(lets, x), number(1));
        return lets.let("expm1", choose(compare(Relation.LT, abs(x), number(0.5)), near, far));
    }

    /** {@code 1 / (1 + e^-x)}. */
    public static Expr sigmoid(Lets lets, Expr x) {
        Expr e = exp(lets, neg(x));
        return lets.let("sigmoid", div(number(1), add(e, number(1))));
    }

    /** The hyperbolic tangent. */
    public static Expr tanh(Lets lets, Expr x) {
        Expr square = lets.let("s", mul(x, x));
        Expr p = Polynomial.horner(
                lets,
                square,
                -5.70498872745E-3,
                2.06390887954E-2,
                -5.37397155531E-2,
                1.33314422036E-1,
                -3.33332819422E-1);
        Expr near = lets.let("near", fma(mul(p, square), x, x));
        Expr size = lets.let("size", abs(x));
        Expr e = exp(lets, add(size, size));
        Expr positive = lets.let("far", sub(number(1), div(number(2), add(e, number(1)))));
        Expr far = choose(compare(Relation.LT, x, number(0)), neg(positive), positive);
        return lets.let("tanh", choose(compare(Relation.LT, size, number(0.625)), near, far));
    }

    /** The error function: a polynomial below 1, Abramowitz and Stegun 7.1.26 above. */
    public static Expr erf(Lets lets, Expr x) {
        Expr square = lets.let("s", mul(x, x));
        Expr p = Polynomial.horner(
                lets,
                square,
                7.853861353153693E-5,
                -8.010193625184903E-4,
                5.188327685732524E-3,
                -2.685381193529856E-2,
                1.128358514861418E-1,
                -3.761262582423300E-1,
                1.128379165726710E+0);
        Expr near = lets.let("near", mul(p, x));
        Expr size = lets.let("size", abs(x));
        Expr t = lets.let("t", div(number(1), fma(size, number(0.3275911), number(1))));
        Expr q = Polynomial.horner(lets, t, 1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592);
        Expr e = exp(lets, neg(square));
        Expr positive = lets.let("far", sub(number(1), mul(mul(q, t), e)));
        Expr far = choose(compare(Relation.LT, x, number(0)), neg(positive), positive);
        return lets.let("erf", choose(compare(Relation.LT, size, number(1)), near, far));
    }
}
