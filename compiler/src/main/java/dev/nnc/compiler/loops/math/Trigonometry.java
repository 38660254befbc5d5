package dev.nnc.compiler.loops.math;

import static dev.nnc.compiler.loops.kernel.Exprs.add;
import static dev.nnc.compiler.loops.kernel.Exprs.arithmetic;
import static dev.nnc.compiler.loops.kernel.Exprs.bits;
import static dev.nnc.compiler.loops.kernel.Exprs.choose;
import static dev.nnc.compiler.loops.kernel.Exprs.compare;
import static dev.nnc.compiler.loops.kernel.Exprs.fma;
import static dev.nnc.compiler.loops.kernel.Exprs.mul;
import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.sub;

import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Expr.Operator;

/**
 * Sine and cosine, for angles up to some thousands; coefficients of the Cephes library (Moshier, 1984-2000). The angle is
 * brought to within an eighth of a turn, subtracting the quarter turns in three parts (Cody and Waite).
 */
public final class Trigonometry {
    private Trigonometry() {}

    /** The sine of an angle in radians. */
    public static Expr sin(Lets lets, Expr x) {
        return quarter(lets, x, 0);
    }

    /** The cosine of an angle in radians. */
    public static Expr cos(Lets lets, Expr x) {
        return quarter(lets, x, 1);
    }

    /** The sine of an angle that is {@code turned} quarter turns further. */
    private static Expr quarter(Lets lets, Expr x, int turned) {
        Expr shifted = lets.let("n", fma(x, number(0.636619772367581343), number(Exponentials.MAGIC)));
        Expr n = lets.let("n", sub(shifted, number(Exponentials.MAGIC)));
        Expr first = lets.let("r", fma(n, number(-1.5703125), x));
        Expr second = lets.let("r", fma(n, number(-4.837512969970703125e-4), first));
        Expr r = lets.let("r", fma(n, number(-7.54978995489188e-8), second));
        Expr square = lets.let("s", mul(r, r));
        Expr sine = Polynomial.horner(lets, square, -1.9515295891E-4, 8.3321608736E-3, -1.6666654611E-1);
        Expr cosine = Polynomial.horner(
                lets, square, 2.443315711809948E-5, -1.388731625493765E-3, 4.166664568298827E-2, -0.5);
        Expr quadrant = lets.let("q", bits(Operator.ADD, new Expr.Bits(shifted), turned));
        Expr oddBit = bits(Operator.SHIFT_LEFT, bits(Operator.AND, quadrant, 1), 30);
        Expr odd = compare(Relation.NE, new Expr.FromBits(oddBit), number(0));
        Expr value = lets.let("y", choose(odd, add(mul(cosine, square), number(1)), fma(mul(sine, square), r, r)));
        Expr signBit = bits(Operator.SHIFT_LEFT, bits(Operator.AND, quadrant, 2), 30);
        return lets.let(
                turned == 0 ? "sin" : "cos",
                new Expr.FromBits(arithmetic(Operator.XOR, new Expr.Bits(value), signBit)));
    }
}
