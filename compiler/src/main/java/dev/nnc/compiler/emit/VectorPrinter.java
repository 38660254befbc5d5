package dev.nnc.compiler.emit;

import static dev.nnc.compiler.emit.RuntimeNames.FLOAT_MASK;
import static dev.nnc.compiler.emit.RuntimeNames.FLOAT_VECTOR;
import static dev.nnc.compiler.emit.RuntimeNames.INT_VECTOR;
import static dev.nnc.compiler.emit.RuntimeNames.VECTOR_OPERATORS;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Type;
import java.util.List;
import java.util.Map;

/** Lanes as vectors of the Vector API; single numbers as everywhere. */
final class VectorPrinter extends ExpressionPrinter {
    VectorPrinter(Map<String, String> names) {
        super(names);
    }

    @Override
    TypeName type(Type type) {
        return switch (type) {
            case LANES -> FLOAT_VECTOR;
            case INT_LANES -> INT_VECTOR;
            case MASK -> FLOAT_MASK;
            default -> super.type(type);
        };
    }

    @Override
    CodeBlock store(String array, Expr index, Expr value) {
        if (!value.type().isLanes()) {
            return super.store(array, index, value);
        }
        String format = value instanceof Expr.Local ? "$L.intoArray($L)" : "$L$Z.intoArray($L)";
        return CodeBlock.of(format, receiver(value), place(array, index));
    }

    /** An array and an index, in front of which the line may break where it is long. */
    private CodeBlock place(String array, Expr index) {
        CodeBlock at = code(index);
        return CodeBlock.of(isLong(at) ? "$L,$W$L" : "$L, $L", name(array), at);
    }

    @Override
    Printed print(Expr expression) {
        boolean lanes = expression.type().isLanes() || usesLanes(expression);
        boolean same = expression instanceof Expr.Local
                || expression instanceof Expr.Choice choice
                        && !choice.condition().type().isLanes();
        return lanes && !same ? lanes(expression) : super.print(expression);
    }

    private static boolean usesLanes(Expr expression) {
        return expression instanceof Expr.Bits bits && bits.value().type().isLanes();
    }

    private Printed lanes(Expr expression) {
        if (expression instanceof Expr.Load load) {
            return Printed.atom("$T.fromArray(S, $L)", FLOAT_VECTOR, place(load.array(), load.index()));
        } else if (expression instanceof Expr.Splat splat) {
            return splat.type() == Type.LANES
                    ? splat(splat.value())
                    : Printed.atom("$T.broadcast(I, $L)", INT_VECTOR, code(splat.value()));
        } else if (expression instanceof Expr.Arithmetic arithmetic) {
            return arithmetic(arithmetic);
        } else if (expression instanceof Expr.Fma fma) {
            return call(fma.factor(), "fma", code(fma.other()), code(fma.addend()));
        } else if (expression instanceof Expr.Unary unary) {
            return call(unary.operand(), function(unary.function()));
        } else if (expression instanceof Expr.Comparison comparison) {
            CodeBlock relation = operator(comparison.relation().name());
            return call(comparison.left(), "compare", relation, operand(comparison.right()));
        } else if (expression instanceof Expr.Logic logic) {
            return logic(logic);
        } else if (expression instanceof Expr.Choice choice) {
            return choice(choice);
        } else if (expression instanceof Expr.Bits bits) {
            return call(bits.value(), "reinterpretAsInts");
        } else if (expression instanceof Expr.FromBits bits) {
            return call(bits.bits(), "reinterpretAsFloats");
        } else if (expression instanceof Expr.SwappedLanes swapped) {
            return call(swapped.lanes(), "rearrange", CodeBlock.of(KernelNames.SWAPPED + swapped.bit()));
        } else if (expression instanceof Expr.LaneBit lanes) {
            return Printed.atom(KernelNames.LANES_WITH + lanes.bit());
        }
        throw new CompilerBug("no lanes are written " + expression);
    }

    private Printed arithmetic(Expr.Arithmetic arithmetic) {
        Expr left = arithmetic.left();
        Expr right = arithmetic.right();
        Expr.Operator operator = arithmetic.operator();
        boolean commutes = operator == Expr.Operator.ADD || operator == Expr.Operator.MULTIPLY;
        if (commutes && left instanceof Expr.Splat && !(right instanceof Expr.Splat)) {
            return arithmetic(new Expr.Arithmetic(operator, right, left));
        }
        return switch (operator) {
            case ADD -> call(left, "add", operand(right));
            case SUBTRACT -> call(left, "sub", operand(right));
            case MULTIPLY -> call(left, "mul", operand(right));
            case DIVIDE -> call(left, "div", operand(right));
            case AND -> call(left, "and", bits(right));
            case OR -> call(left, "or", bits(right));
            case XOR -> call(left, "lanewise", operator("XOR"), bits(right));
            case SHIFT_LEFT -> call(left, "lanewise", operator("LSHL"), operand(right));
            case SHIFT_RIGHT -> call(left, "lanewise", operator("ASHR"), operand(right));
            case SHIFT_RIGHT_UNSIGNED -> call(left, "lanewise", operator("LSHR"), operand(right));
            case ROTATE_LEFT -> call(left, "lanewise", operator("ROL"), operand(right));
            case REMAINDER, LARGER, SMALLER -> throw new CompilerBug("lanes have no " + operator.symbol());
        };
    }

    /** Masks have no exclusive or before JDK 21; {@code a ^ b} is "a equals not b". */
    private Printed logic(Expr.Logic logic) {
        return switch (logic.operator()) {
            case AND -> call(logic.left(), "and", code(logic.right()));
            case OR -> call(logic.left(), "or", code(logic.right()));
            case XOR -> call(logic.left(), "eq", CodeBlock.of("$L.not()", receiver(logic.right())));
            default -> throw new CompilerBug("no logic of masks is written " + logic.operator());
        };
    }

    private Printed choice(Expr.Choice choice) {
        CodeBlock mask = choice.type() == Type.INT_LANES
                ? CodeBlock.of("$L.cast(I)", receiver(choice.condition()))
                : code(choice.condition());
        return call(choice.no(), "blend", operand(choice.yes()), mask);
    }

    /** An operand, which the methods of vectors also take as a single number. */
    private CodeBlock operand(Expr expression) {
        return expression instanceof Expr.Splat splat ? code(splat.value()) : code(expression);
    }

    private CodeBlock bits(Expr expression) {
        return expression instanceof Expr.Splat splat && splat.value() instanceof Expr.IntLiteral literal
                ? CodeBlock.of("$L", Literals.ofBits(literal.value()))
                : operand(expression);
    }

    private Printed call(Expr receiver, String method, CodeBlock... arguments) {
        CodeBlock all = CodeBlock.join(List.of(arguments), ",$W");
        String local = isLong(all) ? "$L.$L($Z$L)" : "$L.$L($L)";
        String format = receiver instanceof Expr.Local ? local : "$L$Z.$L($L)";
        return Printed.atom(format, receiver(receiver), method, all);
    }

    private CodeBlock receiver(Expr expression) {
        return print(expression).within(Precedence.POSTFIX);
    }

    private static CodeBlock operator(String name) {
        return CodeBlock.of("$T.$L", VECTOR_OPERATORS, name);
    }

    private static String function(Expr.Function function) {
        return switch (function) {
            case NEGATE -> "neg";
            case ABSOLUTE -> "abs";
            case SQUARE_ROOT -> "sqrt";
        };
    }

    private Printed splat(Expr number) {
        return number instanceof Expr.FloatLiteral literal && Float.floatToRawIntBits(literal.value()) == 0
                ? Printed.atom("$T.zero(S)", FLOAT_VECTOR)
                : Printed.atom("$T.broadcast(S, $L)", FLOAT_VECTOR, code(number));
    }
}
