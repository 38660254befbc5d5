package dev.nnc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.ir.op.Compare;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Type;
import java.util.Map;

/**
 * Kernel expressions as plain Java on single numbers, with as few parentheses as the meaning allows. This is the whole
 * scalar flavour, where lanes are single numbers; the vector flavour writes its lanes otherwise.
 */
class ExpressionPrinter {
    private static final int LONG = 50;

    private final Map<String, String> names;

    /** Takes the Java names of parameters and locals. */
    ExpressionPrinter(Map<String, String> names) {
        this.names = names;
    }

    /** The Java type of a local. */
    TypeName type(Type type) {
        return switch (type) {
            case INT, INT_LANES -> TypeName.INT;
            case FLOAT, LANES -> TypeName.FLOAT;
            case BOOLEAN, MASK -> TypeName.BOOLEAN;
        };
    }

    /** An expression on its own. */
    final CodeBlock code(Expr expression) {
        return print(expression).code();
    }

    /** The statement that writes a value into an array. */
    CodeBlock store(String array, Expr index, Expr value) {
        return CodeBlock.of("$L =$W$L", element(array, index), code(value));
    }

    /** The Java name of a parameter or local. */
    final String name(String local) {
        String name = names.get(local);
        if (name == null) {
            throw new CompilerBug("a kernel uses '" + local + "' without declaring it");
        }
        return name;
    }

    /** An expression as part of a larger one. */
    Printed print(Expr expression) {
        if (expression instanceof Expr.IntLiteral literal) {
            return Printed.literal(Integer.toString(literal.value()));
        } else if (expression instanceof Expr.FloatLiteral literal) {
            return Printed.literal(Literals.of(literal.value()));
        } else if (expression instanceof Expr.LaneCount) {
            return Printed.atom(KernelNames.LANES);
        } else if (expression instanceof Expr.Local local) {
            return Printed.atom("$L", name(local.name()));
        } else if (expression instanceof Expr.Element element) {
            return Printed.atom("$L", element(element.array(), element.index()));
        } else if (expression instanceof Expr.Load load) {
            return Printed.atom("$L", element(load.array(), load.index()));
        } else if (expression instanceof Expr.Splat splat) {
            return print(splat.value());
        }
        return printOperation(expression);
    }

    private CodeBlock element(String array, Expr index) {
        CodeBlock at = code(index);
        return CodeBlock.of(isLong(at) ? "$L[$Z$L]" : "$L[$L]", name(array), at);
    }

    /** Whether code in brackets may begin on a line of its own. */
    static boolean isLong(CodeBlock code) {
        return code.toString().length() >= LONG;
    }

    private Printed printOperation(Expr expression) {
        if (expression instanceof Expr.IntArithmetic binary) {
            return arithmetic(binary.operator(), binary.left(), binary.right(), true);
        } else if (expression instanceof Expr.Arithmetic binary) {
            return arithmetic(binary.operator(), binary.left(), binary.right(), binary.type() == Type.INT_LANES);
        } else if (expression instanceof Expr.Logic logic) {
            return logic(logic);
        } else if (expression instanceof Expr.Comparison comparison) {
            return comparison(comparison.relation(), print(comparison.left()), print(comparison.right()));
        } else if (expression instanceof Expr.Choice choice) {
            return Printed.choice(print(choice.condition()), print(choice.yes()), print(choice.no()));
        } else if (expression instanceof Expr.Fma fma) {
            return Printed.atom("Math.fma($L,$W$L,$W$L)", code(fma.factor()), code(fma.other()), code(fma.addend()));
        } else if (expression instanceof Expr.Unary unary) {
            return function(unary.function(), print(unary.operand()));
        } else if (expression instanceof Expr.Bits bits) {
            return Printed.atom("Float.floatToRawIntBits($L)", code(bits.value()));
        } else if (expression instanceof Expr.FromBits bits) {
            return Printed.atom("Float.intBitsToFloat($L)", code(bits.bits()));
        } else if (expression instanceof Expr.ToFloat cast) {
            return Printed.cast("float", print(cast.value()));
        } else if (expression instanceof Expr.ToInt cast) {
            return Printed.cast("int", print(cast.value()));
        }
        throw new CompilerBug("no way to write " + expression);
    }

    /** A relation between numbers. */
    static Printed comparison(Compare.Relation relation, Printed left, Printed right) {
        String symbol = switch (relation) {
            case EQ -> "==";
            case NE -> "!=";
            case LT -> "<";
            case LE -> "<=";
            case GT -> ">";
            case GE -> ">=";
        };
        boolean equality = relation == Compare.Relation.EQ || relation == Compare.Relation.NE;
        return Printed.binary(equality ? Precedence.EQUALITY : Precedence.RELATIONAL, symbol, left, right);
    }

    private Printed arithmetic(Expr.Operator operator, Expr left, Expr right, boolean whole) {
        if (operator == Expr.Operator.ROTATE_LEFT) {
            return Printed.atom("Integer.$L($L,$W$L)", operator.symbol(), code(left), code(right));
        } else if (operator == Expr.Operator.LARGER || operator == Expr.Operator.SMALLER) {
            return Printed.atom("Math.$L($L,$W$L)", operator.symbol(), code(left), code(right));
        }
        Precedence precedence = precedence(operator);
        boolean bits = precedence.compareTo(Precedence.EQUALITY) < 0;
        Printed first = bits ? pattern(left) : print(left);
        Printed second = bits ? pattern(right) : print(right);
        boolean regroups = operator == Expr.Operator.ADD || operator == Expr.Operator.MULTIPLY || bits;
        return whole && regroups && !mixesDivision(operator, right)
                ? Printed.associative(precedence, operator.symbol(), first, second)
                : Printed.binary(precedence, operator.symbol(), first, second);
    }

    /** Whether leaving out the parentheses of {@code a * (b / c)} would change what is divided. */
    private static boolean mixesDivision(Expr.Operator operator, Expr right) {
        return operator == Expr.Operator.MULTIPLY
                && right instanceof Expr.IntArithmetic inner
                && inner.operator() != Expr.Operator.MULTIPLY;
    }

    /** An operand of a bitwise operator, where a literal is a pattern. */
    private Printed pattern(Expr operand) {
        Expr plain = operand instanceof Expr.Splat splat ? splat.value() : operand;
        return plain instanceof Expr.IntLiteral literal
                ? Printed.atom(Literals.ofBits(literal.value()))
                : print(operand);
    }

    private Printed logic(Expr.Logic logic) {
        Printed left = print(logic.left());
        Printed right = print(logic.right());
        return switch (logic.operator()) {
            case AND -> Printed.associative(Precedence.LOGICAL_AND, "&&", left, right);
            case OR -> Printed.associative(Precedence.LOGICAL_OR, "||", left, right);
            case XOR -> Printed.binary(Precedence.EQUALITY, "!=", left, right);
            default -> throw new CompilerBug("no logic is written " + logic.operator());
        };
    }

    private static Printed function(Expr.Function function, Printed operand) {
        return switch (function) {
            case NEGATE -> Printed.negated(operand);
            case ABSOLUTE -> Printed.atom("Math.abs($L)", operand.code());
            case SQUARE_ROOT -> Printed.cast("float", Printed.atom("Math.sqrt($L)", operand.code()));
        };
    }

    private static Precedence precedence(Expr.Operator operator) {
        return switch (operator) {
            case ADD, SUBTRACT -> Precedence.SUM;
            case MULTIPLY, DIVIDE, REMAINDER -> Precedence.PRODUCT;
            case AND -> Precedence.BIT_AND;
            case OR -> Precedence.BIT_OR;
            case XOR -> Precedence.BIT_XOR;
            case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED -> Precedence.SHIFT;
            case ROTATE_LEFT, LARGER, SMALLER -> Precedence.POSTFIX;
        };
    }
}
