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
 * without a conversion. The coefficients of {@code exp} are those of the Cephes library (Moshier, 1984-2000); those of the
 * quotients of polynomials were fitted for the smallest relative error, by least squares with weights that are repeatedly
 * raised where the error is largest (Lawson's algorithm).
 */
public final class Exponentials {
    /** 1.5 * 2^23: a float of this size has no room for a fraction, so its last bits are a whole number. */
    static final double MAGIC = 12582912;

    /** The logarithm of the smallest normal float. */
    private static final double LEAST = -87.33654;

    /** The logarithm of the largest float. */
    private static final double MOST = 88.72283;

    private Exponentials() {}

    /**
     * {@code e^x}. Below {@link #LEAST} the result would be subnormal, and is 0; above {@link #MOST} it is infinite, and NaN
     * stays NaN.
     */
    public static Expr exp(Lets lets, Expr exponent) {
        Expr x = lets.let("x", exponent);
        Expr atLeast = upTo(lets, x);
        Expr beyond = add(x, number(Float.POSITIVE_INFINITY));
        return lets.let("exp", choose(compare(Relation.LE, x, number(MOST)), atLeast, beyond));
    }

    /** {@code e^x} for x up to {@link #MOST}. */
    private static Expr upTo(Lets lets, Expr x) {
        Expr shifted = lets.let("n", fma(x, number(1.44269504088896341), number(MAGIC)));
        Expr n = lets.let("n", sub(shifted, number(MAGIC)));
        Expr rough = lets.let("r", fma(n, number(-0.693359375), x));
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
        Expr scaled = lets.let("exp", timesPowerOfTwo(value, shifted));
        return lets.let("exp", choose(compare(Relation.LT, x, number(LEAST)), number(0), scaled));
    }

    /** Times 2^n: the last bits of {@code shifted} are n, which belongs into the exponent. */
    private static Expr timesPowerOfTwo(Expr value, Expr shifted) {
        Expr exponent = bits(Operator.SHIFT_LEFT, new Expr.Bits(shifted), 23);
        return new Expr.FromBits(arithmetic(Operator.ADD, new Expr.Bits(value), exponent));
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

    /**
     * {@code ln(1 + e^x)}, as {@code max(x, 0) + ln(1 + e)} with {@code e = e^-|x|}; {@code ln(1 + e) = 2 artanh(s)} with
     * {@code s = e / (2 + e)}, which is at most one third: {@code 2 s + s^3 P(s^2)}, within 2 units in the last place.
     */
    public static Expr softplus(Lets lets, Expr argument) {
        Expr x = lets.let("x", argument);
        Expr e = upTo(lets, lets.let("x", neg(abs(x))));
        Expr s = lets.let("s", div(e, add(e, number(2))));
        Expr square = lets.let("s", mul(s, s));
        Expr p = Polynomial.horner(
                lets, square, 0.2801207113238706, 0.2800178955856829, 0.40021528104409687, 0.6666641627251082);
        Expr excess = fma(mul(s, square), p, add(s, s));
        // NaN comes through the first of the two.
        Expr rectified = choose(compare(Relation.LE, x, number(0)), number(0), x);
        return lets.let("softplus", add(rectified, excess));
    }

    /** The hyperbolic tangent: x P(x^2) / Q(x^2), within 4 units in the last place. */
    public static Expr tanh(Lets lets, Expr x) {
        Expr near = lets.let("x", bounded(lets.let("x", x), 9));
        Expr square = lets.let("s", mul(near, near));
        Expr p = Polynomial.horner(
                lets,
                square,
                -8.489347056274757e-14,
                5.278225079230481e-11,
                -2.0225858321509804e-8,
                1.1154475942021236e-5,
                3.103972878307104e-3,
                1.308402568101883e-1,
                1);
        Expr q = Polynomial.horner(lets, square, 2.5461692712269723e-4, 2.449524588882923e-2, 4.641735255718231e-1, 1);
        Expr quotient = lets.let("quotient", div(mul(near, p), q));
        return lets.let("tanh", bounded(quotient, 1));
    }

    /** The error function: x P(x^2) / Q(x^2), within 6 units in the last place. */
    public static Expr erf(Lets lets, Expr x) {
        Expr near = lets.let("x", bounded(lets.let("x", x), 3.93));
        Expr square = lets.let("s", mul(near, near));
        Expr p = Polynomial.horner(
                lets,
                square,
                2.0419063275767257e-6,
                2.847999276127666e-4,
                3.7794981617480516e-3,
                5.278994143009186e-2,
                1.907820850610733e-1,
                1.1283791065216064);
        Expr q = Polynomial.horner(
                lets,
                square,
                3.800294507527724e-5,
                1.1651738313958049e-3,
                1.4997227117419243e-2,
                1.1425671491291046e-1,
                5.024089217185974e-1,
                1);
        Expr quotient = lets.let("quotient", div(mul(near, p), q));
        return lets.let("erf", bounded(quotient, 1));
    }

    /** The number of at most this size that is nearest to {@code x}; NaN stays NaN. */
    private static Expr bounded(Expr x, double size) {
        Expr above = choose(compare(Relation.LT, x, number(-size)), number(-size), x);
        return choose(compare(Relation.GT, x, number(size)), number(size), above);
    }
}
