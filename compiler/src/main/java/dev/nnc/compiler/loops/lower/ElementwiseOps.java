package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.choose;
import static dev.nnc.compiler.loops.kernel.Exprs.compare;
import static dev.nnc.compiler.loops.kernel.Exprs.logic;
import static dev.nnc.compiler.loops.kernel.Exprs.number;

import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.op.Absolute;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.And;
import dev.nnc.compiler.ir.op.Cast;
import dev.nnc.compiler.ir.op.Compare;
import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.ir.op.Cos;
import dev.nnc.compiler.ir.op.Divide;
import dev.nnc.compiler.ir.op.Erf;
import dev.nnc.compiler.ir.op.Exp;
import dev.nnc.compiler.ir.op.Expm1;
import dev.nnc.compiler.ir.op.Floor;
import dev.nnc.compiler.ir.op.Log;
import dev.nnc.compiler.ir.op.Log1p;
import dev.nnc.compiler.ir.op.Maximum;
import dev.nnc.compiler.ir.op.Minimum;
import dev.nnc.compiler.ir.op.Multiply;
import dev.nnc.compiler.ir.op.Negate;
import dev.nnc.compiler.ir.op.Not;
import dev.nnc.compiler.ir.op.Or;
import dev.nnc.compiler.ir.op.Power;
import dev.nnc.compiler.ir.op.ReciprocalSqrt;
import dev.nnc.compiler.ir.op.Select;
import dev.nnc.compiler.ir.op.Sigmoid;
import dev.nnc.compiler.ir.op.Sign;
import dev.nnc.compiler.ir.op.Sin;
import dev.nnc.compiler.ir.op.Softplus;
import dev.nnc.compiler.ir.op.Sqrt;
import dev.nnc.compiler.ir.op.StopGradient;
import dev.nnc.compiler.ir.op.Subtract;
import dev.nnc.compiler.ir.op.Tanh;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Expr.Operator;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.kernel.Type;
import dev.nnc.compiler.loops.math.Exponentials;
import dev.nnc.compiler.loops.math.Lets;
import dev.nnc.compiler.loops.math.Logarithms;
import dev.nnc.compiler.loops.math.Rounding;
import dev.nnc.compiler.loops.math.Trigonometry;
import dev.nnc.compiler.plan.prepare.Copy;
import dev.nnc.compiler.plan.prepare.MultiplyAdd;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How each elementwise operator is computed in a kernel: the one table between the graph's operators and expressions. */
final class ElementwiseOps {
    private static final Map<Class<? extends Op>, Rule> RULES = new HashMap<>();

    /** Computes an operator from its operands. */
    @FunctionalInterface
    private interface Rule {
        Expr apply(Lets lets, List<Expr> operands);
    }

    static {
        unary(Absolute.class, (lets, x) -> Exprs.abs(x));
        unary(Negate.class, (lets, x) -> Exprs.neg(x));
        unary(Sqrt.class, (lets, x) -> Exprs.sqrt(x));
        unary(ReciprocalSqrt.class, (lets, x) -> Exprs.div(number(1), Exprs.sqrt(x)));
        unary(Exp.class, Exponentials::exp);
        unary(Expm1.class, Exponentials::expm1);
        unary(Sigmoid.class, Exponentials::sigmoid);
        unary(Softplus.class, Exponentials::softplus);
        unary(Tanh.class, Exponentials::tanh);
        unary(Erf.class, Exponentials::erf);
        unary(Log.class, Logarithms::log);
        unary(Log1p.class, Logarithms::log1p);
        unary(Sin.class, Trigonometry::sin);
        unary(Cos.class, Trigonometry::cos);
        unary(Floor.class, Rounding::floor);
        unary(Sign.class, (lets, x) -> sign(x));
        unary(Cast.class, (lets, x) -> isTruth(x) ? choose(x, number(1), number(0)) : x);
        unary(StopGradient.class, (lets, x) -> x);
        unary(Copy.class, (lets, x) -> x);
        unary(Not.class, (lets, x) -> new Expr.Logic(Operator.XOR, x, always(x)));
        binary(Add.class, (lets, a, b) -> Exprs.add(a, b));
        binary(Subtract.class, (lets, a, b) -> Exprs.sub(a, b));
        binary(Multiply.class, (lets, a, b) -> Exprs.mul(a, b));
        binary(Divide.class, (lets, a, b) -> Exprs.div(a, b));
        binary(Power.class, ElementwiseOps::power);
        binary(Maximum.class, (lets, a, b) -> larger(lets, a, b, Relation.LT));
        binary(Minimum.class, (lets, a, b) -> larger(lets, a, b, Relation.GT));
        binary(And.class, (lets, a, b) -> logic(Operator.AND, a, b));
        binary(Or.class, (lets, a, b) -> logic(Operator.OR, a, b));
        RULES.put(MultiplyAdd.class, (lets, x) -> Exprs.fma(x.get(0), x.get(1), x.get(2)));
        RULES.put(Select.class, (lets, x) -> choose(x.get(0), x.get(1), x.get(2)));
    }

    /** A rule for one operand. */
    @FunctionalInterface
    private interface UnaryRule {
        Expr apply(Lets lets, Expr x);
    }

    /** A rule for two operands. */
    @FunctionalInterface
    private interface BinaryRule {
        Expr apply(Lets lets, Expr a, Expr b);
    }

    private ElementwiseOps() {}

    private static void unary(Class<? extends Op> op, UnaryRule rule) {
        RULES.put(op, (lets, operands) -> rule.apply(lets, operands.get(0)));
    }

    private static void binary(Class<? extends Op> op, BinaryRule rule) {
        RULES.put(op, (lets, operands) -> rule.apply(lets, operands.get(0), operands.get(1)));
    }

    /** The expression of an operator. */
    static Expr apply(Op op, Lets lets, List<Expr> operands) {
        if (op instanceof Compare comparison) {
            return compare(comparison.relation(), operands.get(0), operands.get(1));
        }
        Rule rule = RULES.get(op.getClass());
        if (rule == null) {
            throw new IllegalStateException("no kernel computes the operator '" + op.name() + "'");
        }
        return rule.apply(lets, operands);
    }

    private static boolean isTruth(Expr x) {
        return x.type() == Type.BOOLEAN || x.type() == Type.MASK;
    }

    private static Expr always(Expr like) {
        Expr zero = like.type() == Type.MASK ? Exprs.lanes(number(0)) : number(0);
        return compare(Relation.EQ, zero, zero);
    }

    private static Expr sign(Expr x) {
        Expr negative = choose(compare(Relation.LT, x, number(0)), number(-1), x);
        return choose(compare(Relation.GT, x, number(0)), number(1), negative);
    }

    /** The larger (or smaller) of two; NaN where either is. A constant is no NaN, so it needs no second look. */
    private static Expr larger(Lets lets, Expr a, Expr b, Relation otherWins) {
        if (isConstant(a) && !isConstant(b)) {
            return larger(lets, b, a, otherWins);
        }
        Expr first = lets.let("a", a);
        if (isConstant(b)) {
            return choose(compare(otherWins, first, b), b, first);
        }
        Expr second = lets.let("b", a.type().isLanes() ? Exprs.lanes(b) : b);
        Expr takesOther =
                new Expr.Logic(Operator.OR, compare(otherWins, first, second), compare(Relation.NE, second, second));
        return choose(takesOther, second, first);
    }

    private static boolean isConstant(Expr x) {
        return x instanceof Expr.FloatLiteral || x instanceof Expr.Splat splat && isConstant(splat.value());
    }

    private static Expr power(Lets lets, Expr x, Expr y) {
        Expr exponent = y instanceof Expr.Splat splat ? splat.value() : y;
        if (exponent instanceof Expr.FloatLiteral literal) {
            Expr base = lets.let("base", x);
            switch (Float.toString(literal.value())) {
                case "1.0":
                    return base;
                case "2.0":
                    return Exprs.mul(base, base);
                case "3.0":
                    return Exprs.mul(Exprs.mul(base, base), base);
                case "0.5":
                    return Exprs.sqrt(base);
                case "-1.0":
                    return Exprs.div(number(1), base);
                default:
                    return Logarithms.pow(lets, base, base.type().isLanes() ? Exprs.lanes(y) : y);
            }
        }
        Expr base = lets.let("base", y.type().isLanes() ? Exprs.lanes(x) : x);
        return Logarithms.pow(lets, base, base.type().isLanes() ? Exprs.lanes(y) : y);
    }
}
