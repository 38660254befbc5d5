package dev.nnc.compiler.emit.reference;

import dev.nnc.compiler.ir.op.Absolute;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.And;
import dev.nnc.compiler.ir.op.Cast;
import dev.nnc.compiler.ir.op.Compare;
import dev.nnc.compiler.ir.op.Cos;
import dev.nnc.compiler.ir.op.Divide;
import dev.nnc.compiler.ir.op.Elementwise;
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
import java.util.Locale;

/**
 * The operators that compute each element by itself. What bends or jumps says on which side it was ({@code side}), so that a
 * difference across a bend is not taken for a slope.
 */
final class ElementwiseForms {
    private ElementwiseForms() {}

    static void register(Forms forms) {
        smooth(forms);
        bent(forms);
        conditions(forms);
        forms.operator(Cast.class, (cast, place) -> place.operands().get(0));
        forms.operator(Select.class, (select, place) -> place.call("select"));
        forms.operator(
                StopGradient.class,
                (stop, place) ->
                        "held(" + place.number() + ", " + place.operands().get(0) + ")");
        loops(forms);
        sides(forms);
    }

    private static void smooth(Forms forms) {
        binary(forms, Add.class, "add", "x + y");
        binary(forms, Subtract.class, "subtract", "x - y");
        binary(forms, Multiply.class, "multiply", "x * y");
        binary(forms, Divide.class, "divide", "x / y");
        binary(forms, Power.class, "power", "Math.pow(x, y)");
        unary(forms, Negate.class, "negate", "-x");
        unary(forms, Exp.class, "exp", "Math.exp(x)");
        unary(forms, Expm1.class, "expm1", "Math.expm1(x)");
        unary(forms, Log.class, "log", "Math.log(x)");
        unary(forms, Log1p.class, "log1p", "Math.log1p(x)");
        unary(forms, Sqrt.class, "sqrt", "Math.sqrt(x)");
        unary(forms, ReciprocalSqrt.class, "rsqrt", "1 / Math.sqrt(x)");
        unary(forms, Sin.class, "sin", "Math.sin(x)");
        unary(forms, Cos.class, "cos", "Math.cos(x)");
        unary(forms, Tanh.class, "tanh", "Math.tanh(x)");
        unary(forms, Sigmoid.class, "sigmoid", "1 / (1 + Math.exp(-x))");
        unary(forms, Softplus.class, "softplus", "Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))");
        unary(forms, Erf.class, "erf", "errorFunction(x)");
    }

    private static void bent(Forms forms) {
        binary(forms, Maximum.class, "maximum", "side(x, y) > 0 ? x : y");
        binary(forms, Minimum.class, "minimum", "side(x, y) < 0 ? x : y");
        unary(forms, Absolute.class, "absolute", "side(x, 0) * x");
        unary(forms, Sign.class, "sign", "side(x, 0)");
        unary(forms, Floor.class, "floor", "branch(Math.floor(x))");
    }

    private static void conditions(Forms forms) {
        binary(forms, And.class, "and", "x * y");
        binary(forms, Or.class, "or", "Math.max(x, y)");
        unary(forms, Not.class, "not", "1 - x");
        for (Compare.Relation relation : Compare.Relation.values()) {
            loop(forms, loop(relation), "Value a, Value b", "zip", "a, b", "(x, y) -> " + compared(relation));
        }
        forms.operator(Compare.class, (compare, place) -> place.call(loop(compare.relation())));
    }

    private static String loop(Compare.Relation relation) {
        return relation.name().toLowerCase(Locale.ROOT);
    }

    private static String compared(Compare.Relation relation) {
        String sign = switch (relation) {
            case EQ -> "==";
            case NE -> "!=";
            case LT -> "<";
            case LE -> "<=";
            case GT -> ">";
            case GE -> ">=";
        };
        return "side(x, y) " + sign + " 0 ? 1 : 0";
    }

    private static void unary(Forms forms, Class<? extends Elementwise> type, String name, String formula) {
        forms.operator(type, (op, place) -> place.call(name));
        loop(forms, name, "Value a", "map", "a", "x -> " + formula);
    }

    private static void binary(Forms forms, Class<? extends Elementwise> type, String name, String formula) {
        forms.operator(type, (op, place) -> place.call(name));
        loop(forms, name, "Value a, Value b", "zip", "a, b", "(x, y) -> " + formula);
    }

    private static void loop(
            Forms forms, String name, String parameters, String loop, String operands, String formula) {
        boolean records = formula.contains("side(") || formula.contains("branch(");
        forms.loop("""
                /** Element by element. */
                %sValue %s(%s) {
                  return %s(%s, %s);
                }
                """.formatted(records ? "" : "static ", name, parameters, loop, operands, formula));
    }

    private static void loops(Forms forms) {
        forms.loop("""
                /** {@code a} where the condition holds, else {@code b}. */
                static Value select(Value condition, Value a, Value b) {
                  Value result = zeros(a.shape);
                  for (int i = 0; i < result.data.length; i++) {
                    result.data[i] = condition.data[i] != 0 ? a.data[i] : b.data[i];
                  }
                  return result;
                }
                """);
        forms.loop("""
                /** A function of each element. */
                static Value map(Value a, DoubleUnaryOperator function) {
                  Value result = zeros(a.shape);
                  for (int i = 0; i < result.data.length; i++) {
                    result.data[i] = function.applyAsDouble(a.data[i]);
                  }
                  return result;
                }
                """);
        forms.loop("""
                /** A function of each pair of elements. */
                static Value zip(Value a, Value b, DoubleBinaryOperator function) {
                  Value result = zeros(a.shape);
                  for (int i = 0; i < result.data.length; i++) {
                    result.data[i] = function.applyAsDouble(a.data[i], b.data[i]);
                  }
                  return result;
                }
                """);
    }

    private static void sides(Forms forms) {
        forms.loop("""
                /** -1, 0 or 1 as x is below, at or above y, and a note that it was this. */
                double side(double x, double y) {
                  return branch(x < y ? -1 : x == y ? 0 : 1);
                }
                """);
        forms.loop("""
                /** Notes which of its pieces a function took. */
                double branch(double piece) {
                  branches = branches * 31 + (long) piece;
                  return piece;
                }
                """);
        forms.loop("""
                /** The value that it had at first, whatever moved since: no gradient passes. */
                Value held(int place, Value value) {
                  return held.computeIfAbsent(place, first -> value);
                }
                """);
        forms.loop("""
                /** The error function by its series, whose terms all have one sign (Abramowitz and Stegun, 7.1.6). */
                static double errorFunction(double x) {
                  if (Math.abs(x) >= 6) {
                    return Math.signum(x);
                  }
                  double term = x;
                  double sum = x;
                  for (int n = 1; Math.abs(term) > Math.abs(sum) * 1e-18; n++) {
                    term *= 2 * x * x / (2 * n + 1);
                    sum += term;
                  }
                  return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
                }
                """);
    }
}
