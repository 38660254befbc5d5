package dev.nnc.compiler.loops.math;

import static dev.nnc.compiler.loops.kernel.Exprs.abs;
import static dev.nnc.compiler.loops.kernel.Exprs.add;
import static dev.nnc.compiler.loops.kernel.Exprs.choose;
import static dev.nnc.compiler.loops.kernel.Exprs.compare;
import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.sub;

import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.loops.kernel.Expr;

/** Rounding to whole numbers, without conversions. */
public final class Rounding {
    private Rounding() {}

    /** The largest whole number that is at most x. */
    public static Expr floor(Lets lets, Expr x) {
        Expr nearest = lets.let("n", sub(add(x, number(Exponentials.MAGIC)), number(Exponentials.MAGIC)));
        Expr down = choose(compare(Relation.GT, nearest, x), sub(nearest, number(1)), nearest);
        // From 2^22 on the magic sum loses digits; from 2^23 on every float is whole.
        Expr small = compare(Relation.LT, abs(x), number(4194304));
        return lets.let("floor", choose(small, down, x));
    }
}
