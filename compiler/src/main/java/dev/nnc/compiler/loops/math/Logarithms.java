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

/** The natural logarithm and powers; coefficients of the Cephes library (Moshier, 1984-2000). */
public final class Logarithms {
    /** The bits of the square root of one half: where the mantissa's range is cut. */
    private static final int ROOT_HALF_BITS = 0x3F3504F3;

    private Logarithms() {}

    /** {@code ln x}; minus infinity at 0, NaN below. */
    public static Expr log(Lets lets, Expr argument) {
        Expr x = lets.let("x", argument);
        Expr subnormal = compare(Relation.LT, x, number(Float.MIN_NORMAL));
        Expr normal = lets.let("x", choose(subnormal, mul(x, number(8388608)), x));
        Expr i = lets.let("i", new Expr.Bits(normal));
        Expr exponent = lets.let("e", bits(Operator.SHIFT_RIGHT, bits(Operator.SUBTRACT, i, ROOT_HALF_BITS), 23));
        Expr mantissa = new Expr.FromBits(arithmetic(Operator.SUBTRACT, i, bits(Operator.SHIFT_LEFT, exponent, 23)));
        Expr f = lets.let("f", sub(mantissa, number(1)));
        Expr whole = sub(new Expr.FromBits(bits(Operator.ADD, exponent, 0x4B400000)), number(Exponentials.MAGIC));
        Expr e = lets.let("e", sub(whole, choose(subnormal, number(23), number(0))));
        Expr value = lets.let("log", near(lets, f, e));
        Expr atZero = choose(compare(Relation.EQ, x, number(0)), number(Double.NEGATIVE_INFINITY), value);
        Expr below = lets.let("log", choose(compare(Relation.LT, x, number(0)), number(Double.NaN), atZero));
        // Infinity and NaN are their own logarithms.
        Expr finite = compare(Relation.LT, x, number(Double.POSITIVE_INFINITY));
        return lets.let("log", choose(finite, below, x));
    }

    /** {@code ln(2^e (1 + f))}. */
    private static Expr near(Lets lets, Expr f, Expr e) {
        Expr p = Polynomial.horner(
                lets,
                f,
                7.0376836292E-2,
                -1.1514610310E-1,
                1.1676998740E-1,
                -1.2420140846E-1,
                1.4249322787E-1,
                -1.6668057665E-1,
                2.0000714765E-1,
                -2.4999993993E-1,
                3.3333331174E-1);
        Expr square = lets.let("s", mul(f, f));
        Expr cubic = lets.let("y", mul(mul(p, f), square));
        Expr small = lets.let("y", fma(e, number(-2.12194440e-4), cubic));
        Expr tail = lets.let("y", fma(square, number(-0.5), small));
        return fma(e, number(0.693359375), add(f, tail));
    }

    /** {@code ln(1 + x)}, without loss near 0 (Kahan's correction of {@code ln(1 + x)} by what rounding took). */
    public static Expr log1p(Lets lets, Expr x) {
        Expr u = lets.let("u", add(x, number(1)));
        Expr log = log(lets, u);
        Expr corrected = lets.let("log1p", mul(log, div(x, sub(u, number(1)))));
        Expr large = lets.let("log1p", choose(compare(Relation.GT, x, number(1e8)), log, corrected));
        Expr atMinusOne = choose(compare(Relation.LE, u, number(0)), log, large);
        return lets.let("log1p", choose(compare(Relation.EQ, u, number(1)), x, atMinusOne));
    }

    /** {@code x^y}, with C's rules for 0 and for negative x. */
    public static Expr pow(Lets lets, Expr x, Expr y) {
        Expr size = Exponentials.exp(lets, mul(y, log(lets, abs(x))));
        Expr half = lets.let("half", mul(y, number(0.5)));
        Expr odd = compare(Relation.NE, Rounding.floor(lets, half), half);
        Expr whole = compare(Relation.EQ, Rounding.floor(lets, y), y);
        Expr negative = choose(whole, choose(odd, neg(size), size), number(Double.NaN));
        Expr any = lets.let("pow", choose(compare(Relation.LT, x, number(0)), negative, size));
        return lets.let("pow", choose(compare(Relation.EQ, y, number(0)), number(1), any));
    }
}
