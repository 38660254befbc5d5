package dev.nnc.compiler.emit;

import static dev.nnc.compiler.emit.RuntimeNames.ERROR_FUNCTION;
import static dev.nnc.compiler.emit.RuntimeNames.POWERS;

import com.palantir.javapoet.CodeBlock;
import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.ir.op.Compare;
import dev.nnc.compiler.loops.program.Scalar;
import dev.nnc.compiler.plan.Space;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Numbers of rank 0 as Java expressions in double precision. Functions are those of {@link StrictMath}, or of the
 * runtime, which give the same bits everywhere.
 */
final class NumberPrinter {
    private static final Set<String> RELATIONS = Set.of("eq", "ne", "lt", "le", "gt", "ge");
    private static final Set<String> LOGIC = Set.of("and", "or", "not");
    private static final Set<String> IDENTITIES = Set.of("stop_gradient", "broadcast", "reshape", "cast");

    private final Variables variables;

    NumberPrinter(Variables variables) {
        this.variables = variables;
    }

    /** Where the numbers come from that a program does not compute. */
    interface Variables {
        /** A setting of the phase. */
        Printed setting(String name);

        /** The number of examples. */
        Printed count();

        /** The value of an earlier step. */
        Printed named(String name);

        /** A float that a kernel left in an array. */
        Printed stored(Space space, int offset);
    }

    /** A number, of whatever primitive type it has by itself. */
    CodeBlock code(Scalar scalar) {
        return number(scalar).code();
    }

    /** A {@code float}: the number, rounded. */
    CodeBlock rounded(Scalar scalar) {
        if (scalar instanceof Scalar.Number constant) {
            return CodeBlock.of("$L", Literals.of((float) constant.value()));
        }
        Printed number = number(scalar);
        return scalar instanceof Scalar.Stored
                ? number.code()
                : Printed.cast("float", number).code();
    }

    private Printed number(Scalar scalar) {
        if (scalar instanceof Scalar.Number constant) {
            return Printed.literal(Literals.ofDouble(constant.value()));
        } else if (scalar instanceof Scalar.Setting setting) {
            return variables.setting(setting.name());
        } else if (scalar instanceof Scalar.Count) {
            return variables.count();
        } else if (scalar instanceof Scalar.Named named) {
            return variables.named(named.name());
        } else if (scalar instanceof Scalar.Stored stored) {
            return variables.stored(stored.space(), stored.offset());
        }
        return apply((Scalar.Apply) scalar);
    }

    private Printed apply(Scalar.Apply apply) {
        String operator = apply.operator();
        if (isCondition(apply)) {
            return Printed.choice(condition(apply), Printed.atom("1.0"), Printed.atom("0.0"));
        }
        List<Scalar> operands = apply.operands();
        return switch (operands.size()) {
            case 1 -> unary(operator, operands.get(0));
            case 2 -> binary(operator, operands.get(0), operands.get(1));
            case 3 -> Printed.choice(condition(operands.get(0)), real(operands.get(1)), real(operands.get(2)));
            default -> throw unknown(operator);
        };
    }

    private Printed unary(String operator, Scalar operand) {
        if (IDENTITIES.contains(operator)) {
            return real(operand);
        }
        return switch (operator) {
            case "neg" -> Printed.negated(real(operand));
            case "abs" -> Printed.atom("Math.abs($L)", real(operand).code());
            case "sqrt" -> call("Math.sqrt", operand);
            case "rsqrt" -> reciprocal(call("Math.sqrt", operand));
            case "sign" -> Printed.atom("Math.signum($L)", real(operand).code());
            case "floor" -> call("Math.floor", operand);
            case "exp", "expm1", "log", "log1p", "sin", "cos", "tanh" -> call("StrictMath." + operator, operand);
            case "sigmoid" ->
                reciprocal(Printed.binary(
                        Precedence.SUM,
                        "+",
                        Printed.atom("1.0"),
                        Printed.atom(
                                "StrictMath.exp($L)",
                                Printed.negated(number(operand)).code())));
            case "softplus" -> softplus(real(operand).code());
            case "erf" -> Printed.atom("$T.erf($L)", ERROR_FUNCTION, code(operand));
            default -> throw unknown(operator);
        };
    }

    private static Printed softplus(CodeBlock x) {
        return Printed.binary(
                Precedence.SUM,
                "+",
                Printed.atom("Math.max($L,$W0.0)", x),
                Printed.atom("StrictMath.log1p(StrictMath.exp(-Math.abs($L)))", x));
    }

    private Printed binary(String operator, Scalar left, Scalar right) {
        return switch (operator) {
            case "add" -> arithmetic(Precedence.SUM, "+", left, right);
            case "sub" -> arithmetic(Precedence.SUM, "-", left, right);
            case "mul" -> arithmetic(Precedence.PRODUCT, "*", left, right);
            case "div" -> arithmetic(Precedence.PRODUCT, "/", left, right);
            case "pow" -> Printed.atom("$T.power($L,$W$L)", POWERS, code(left), code(right));
            case "maximum" -> Printed.atom("Math.max($L,$W$L)", real(left).code(), code(right));
            case "minimum" -> Printed.atom("Math.min($L,$W$L)", real(left).code(), code(right));
            default -> throw unknown(operator);
        };
    }

    /** An operation in double precision, which Java uses where one of the operands has it. */
    private Printed arithmetic(Precedence precedence, String symbol, Scalar left, Scalar right) {
        Printed first = isDouble(right) ? number(left) : real(left);
        return Printed.binary(precedence, symbol, first, number(right));
    }

    private static boolean isDouble(Scalar scalar) {
        return !(scalar instanceof Scalar.Count || scalar instanceof Scalar.Stored);
    }

    /** A {@code double}. */
    private Printed real(Scalar scalar) {
        return isDouble(scalar) ? number(scalar) : Printed.cast("double", number(scalar));
    }

    private static Printed reciprocal(Printed value) {
        return Printed.binary(Precedence.PRODUCT, "/", Printed.atom("1.0"), value);
    }

    private Printed call(String function, Scalar operand) {
        return Printed.atom("$L($L)", function, code(operand));
    }

    private static boolean isCondition(Scalar scalar) {
        return scalar instanceof Scalar.Apply apply
                && (RELATIONS.contains(apply.operator()) || LOGIC.contains(apply.operator()));
    }

    /** A {@code boolean}: a comparison, or whether a number is not 0. */
    private Printed condition(Scalar scalar) {
        if (!isCondition(scalar)) {
            return ExpressionPrinter.comparison(Compare.Relation.NE, number(scalar), Printed.atom("0"));
        }
        Scalar.Apply apply = (Scalar.Apply) scalar;
        List<Scalar> operands = apply.operands();
        return switch (apply.operator()) {
            case "not" ->
                new Printed(CodeBlock.of("!$L", condition(operands.get(0)).within(Precedence.UNARY)), Precedence.UNARY);
            case "and" -> logic(Precedence.LOGICAL_AND, "&&", operands);
            case "or" -> logic(Precedence.LOGICAL_OR, "||", operands);
            default ->
                ExpressionPrinter.comparison(
                        Compare.Relation.valueOf(apply.operator().toUpperCase(Locale.ROOT)),
                        number(operands.get(0)),
                        number(operands.get(1)));
        };
    }

    private Printed logic(Precedence precedence, String symbol, List<Scalar> operands) {
        return Printed.associative(precedence, symbol, condition(operands.get(0)), condition(operands.get(1)));
    }

    private static CompilerBug unknown(String operator) {
        return new CompilerBug("no way to write '" + operator + "' on numbers of rank 0");
    }
}
