package dev.nnc.compiler.loops.kernel;

import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.loops.kernel.Expr.Arithmetic;
import dev.nnc.compiler.loops.kernel.Expr.Choice;
import dev.nnc.compiler.loops.kernel.Expr.Comparison;
import dev.nnc.compiler.loops.kernel.Expr.FloatLiteral;
import dev.nnc.compiler.loops.kernel.Expr.Function;
import dev.nnc.compiler.loops.kernel.Expr.IntArithmetic;
import dev.nnc.compiler.loops.kernel.Expr.IntLiteral;
import dev.nnc.compiler.loops.kernel.Expr.LaneCount;
import dev.nnc.compiler.loops.kernel.Expr.Operator;
import dev.nnc.compiler.loops.kernel.Expr.Splat;
import dev.nnc.compiler.loops.kernel.Expr.Unary;

/** Writes expressions of kernels: folds what is constant in indices, and spreads numbers over lanes where the other side is lanes. */
public final class Exprs {
    /** The number of lanes. */
    public static final Expr LANES = new LaneCount();

    private Exprs() {}

    /** An int. */
    public static Expr whole(int value) {
        return new IntLiteral(value);
    }

    /** A float. */
    public static Expr number(double value) {
        return new FloatLiteral((float) value);
    }

    /** A local of type {@code int}. */
    public static Expr index(String name) {
        return new Expr.Local(name, Type.INT);
    }

    /** The sum of two ints. */
    public static Expr plus(Expr a, Expr b) {
        if (a instanceof IntLiteral x && b instanceof IntLiteral y) {
            return whole(x.value() + y.value());
        } else if (isZero(a)) {
            return b;
        } else if (isZero(b)) {
            return a;
        }
        return new IntArithmetic(Operator.ADD, a, b);
    }

    /** The difference of two ints. */
    public static Expr minus(Expr a, Expr b) {
        boolean behind = a instanceof IntArithmetic sum
                && sum.operator() == Operator.ADD
                && sum.left().equals(b);
        return isZero(b) ? a : behind ? ((IntArithmetic) a).right() : new IntArithmetic(Operator.SUBTRACT, a, b);
    }

    /** An int times a constant. */
    public static Expr times(Expr a, int factor) {
        if (factor == 0) {
            return whole(0);
        } else if (a instanceof IntLiteral x) {
            return whole(x.value() * factor);
        }
        return factor == 1 ? a : new IntArithmetic(Operator.MULTIPLY, a, whole(factor));
    }

    /** An int divided by a positive constant. */
    public static Expr dividedBy(Expr a, int divisor) {
        if (a instanceof IntLiteral x) {
            return whole(x.value() / divisor);
        }
        return divisor == 1 ? a : new IntArithmetic(Operator.DIVIDE, a, whole(divisor));
    }

    /** The remainder of an int divided by a positive constant. */
    public static Expr remainder(Expr a, int divisor) {
        return divisor == 1 ? whole(0) : new IntArithmetic(Operator.REMAINDER, a, whole(divisor));
    }

    /** The largest multiple of a power of two that is at most {@code a}. */
    public static Expr roundDown(Expr a, int powerOfTwo) {
        return a instanceof IntLiteral x
                ? whole(x.value() & -powerOfTwo)
                : new IntArithmetic(Operator.AND, a, whole(-powerOfTwo));
    }

    private static boolean isZero(Expr a) {
        return a instanceof IntLiteral literal && literal.value() == 0;
    }

    public static Expr add(Expr a, Expr b) {
        return arithmetic(Operator.ADD, a, b);
    }

    public static Expr sub(Expr a, Expr b) {
        return arithmetic(Operator.SUBTRACT, a, b);
    }

    public static Expr mul(Expr a, Expr b) {
        return arithmetic(Operator.MULTIPLY, a, b);
    }

    public static Expr div(Expr a, Expr b) {
        return arithmetic(Operator.DIVIDE, a, b);
    }

    /** Arithmetic on numbers or lanes; a number beside lanes is spread over them. */
    public static Expr arithmetic(Operator operator, Expr a, Expr b) {
        if (a.type() == Type.INT && b.type() == Type.INT) {
            return new IntArithmetic(operator, a, b);
        }
        return new Arithmetic(operator, likeOther(a, b), likeOther(b, a));
    }

    /** {@code a * b + c}, rounded once. */
    public static Expr fma(Expr a, Expr b, Expr c) {
        boolean lanes = a.type().isLanes() || b.type().isLanes() || c.type().isLanes();
        return new Expr.Fma(lanes ? lanes(a) : a, lanes ? lanes(b) : b, lanes ? lanes(c) : c);
    }

    public static Expr neg(Expr a) {
        return new Unary(Function.NEGATE, a);
    }

    public static Expr abs(Expr a) {
        return new Unary(Function.ABSOLUTE, a);
    }

    public static Expr sqrt(Expr a) {
        return new Unary(Function.SQUARE_ROOT, a);
    }

    /** Compares numbers or lanes. */
    public static Expr compare(Relation relation, Expr a, Expr b) {
        return new Comparison(relation, likeOther(a, b), likeOther(b, a));
    }

    /** Joins two conditions; a single one beside a mask is spread over the lanes. */
    public static Expr logic(Operator operator, Expr a, Expr b) {
        boolean lanes = a.type().isLanes() || b.type().isLanes();
        return new Expr.Logic(operator, lanes ? mask(a) : a, lanes ? mask(b) : b);
    }

    private static Expr mask(Expr condition) {
        boolean lanes = condition.type().isLanes();
        return lanes ? condition : compare(Relation.NE, lanes(inMemory(condition)), number(0));
    }

    /** {@code condition ? yes : no}. */
    public static Expr choose(Expr condition, Expr yes, Expr no) {
        boolean lanes = condition.type() == Type.MASK;
        return new Choice(condition, lanes ? lanes(yes) : likeOther(yes, no), lanes ? lanes(no) : likeOther(no, yes));
    }

    /** A condition as memory holds it, 1 or 0; numbers stay as they are. */
    public static Expr inMemory(Expr a) {
        boolean condition = a.type() == Type.BOOLEAN || a.type() == Type.MASK;
        return condition ? choose(a, number(1), number(0)) : a;
    }

    /** Spreads a number over lanes; lanes stay as they are. */
    public static Expr lanes(Expr a) {
        return a.type().isLanes() ? a : new Splat(a);
    }

    /** Arithmetic on bits, with the same constant in every lane where the left side is lanes. */
    public static Expr bits(Operator operator, Expr a, int constant) {
        return arithmetic(operator, a, whole(constant));
    }

    private static Expr likeOther(Expr a, Expr other) {
        return other.type().isLanes() ? lanes(a) : a;
    }
}
