package dev.nnc.compiler.emit;

import static dev.nnc.compiler.emit.RuntimeNames.FLOAT_VECTOR;
import static dev.nnc.compiler.emit.RuntimeNames.INT_VECTOR;
import static dev.nnc.compiler.loops.kernel.LaneOperators.FLOAT;
import static dev.nnc.compiler.loops.kernel.LaneOperators.FLOATS;
import static dev.nnc.compiler.loops.kernel.LaneOperators.INT;
import static dev.nnc.compiler.loops.kernel.LaneOperators.INTS;
import static dev.nnc.compiler.loops.kernel.LaneOperators.MASK;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.nnc.compiler.ir.op.Compare;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.LaneOperators;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * What vector kernels do before all else: they use the operators of vectors that kernels use, some hundred times each.
 *
 * <p>Operators share methods of the Vector API, and HotSpot guesses from those that it saw in such a method which one it is.
 * One that comes later is a failed guess. C2 adds up the failed guesses of all that it inlines into a kernel, and from a
 * hundred on ({@code PerMethodTrapLimit}) makes none: vectors then stay objects, at half of the speed or worse, or not,
 * depending on which kernel came first. What it saw from the beginning is no guess that can fail. Operators that no kernel
 * uses would cost a start: the JDK makes a class for each when it is first used.
 */
final class OperatorProfile {
    /** The method's name. */
    static final String METHOD = "useOperators";

    /** HotSpot counts kinds from the 200th call of a method on; all operators together call those that they share far oftener. */
    private static final int TIMES = 300;

    private final LaneOperators operators;
    private final ExpressionPrinter printer = new VectorPrinter(Map.of("x", "x", "n", "n"));
    private final CodeBlock.Builder code = CodeBlock.builder();

    private OperatorProfile(LaneOperators operators) {
        this.operators = operators;
    }

    /** Adds the method to a class of kernels, and that it runs when the class is initialised. */
    static void add(TypeSpec.Builder type, LaneOperators operators) {
        type.addStaticBlock(CodeBlock.builder().addStatement("$L()", METHOD).build());
        type.addMethod(new OperatorProfile(operators).method());
    }

    private MethodSpec method() {
        floats();
        if (operators.use(new Expr.Bits(FLOATS))) {
            ints();
        }
        return MethodSpec.methodBuilder(METHOD)
                .addJavadoc("Shows HotSpot the operators of kernels before it compiles one, where one that it did not\n"
                        + "expect could make it leave vectors as objects.\n")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(TypeName.FLOAT)
                .addStatement("float used = 0f")
                .beginControlFlow("for (int i = 0; i < $L; i++)", TIMES)
                .addStatement("$1T x = $1T.broadcast(S, i)", FLOAT_VECTOR)
                .addCode(code.build())
                .addStatement("used += x.lane(0)")
                .endControlFlow()
                .addStatement("return used")
                .build();
    }

    private void floats() {
        chain(FLOATS, FLOATS, FLOAT);
        operators.swappedBits().stream().limit(1).forEach(bit -> assign(FLOATS, new Expr.SwappedLanes(FLOATS, bit)));
        List<Expr> masks = masks();
        List<Expr> choices = choices(FLOATS, FLOAT);
        int most = choices.isEmpty() ? 0 : Math.max(masks.size(), choices.size());
        for (int i = 0; i < most; i++) {
            // The shorter list's last one again.
            Expr mask = masks.get(Math.min(i, masks.size() - 1));
            Expr yes = choices.get(Math.min(i, choices.size() - 1));
            assign(FLOATS, new Expr.Choice(mask, yes, FLOATS));
        }
    }

    private void ints() {
        code.addStatement("$T n = $L", INT_VECTOR, printer.code(new Expr.Bits(FLOATS)));
        chain(INTS, INTS, INT);
        for (Expr yes : choices(INTS, INT)) {
            assign(INTS, new Expr.Choice(masks().get(0), yes, INTS));
        }
        assign(FLOATS, new Expr.FromBits(INTS));
    }

    /** The operators that are used on lanes, one behind the other. */
    private void chain(Expr lanes, Expr... operands) {
        Expr value = lanes;
        for (Expr.Operator operator : Expr.Operator.values()) {
            for (Expr operand : operands) {
                if (operators.use(new Expr.Arithmetic(operator, lanes, operand))) {
                    value = new Expr.Arithmetic(operator, value, operand);
                }
            }
        }
        for (Expr.Function function : Expr.Function.values()) {
            if (operators.use(new Expr.Unary(function, lanes))) {
                value = new Expr.Unary(function, value);
            }
        }
        if (operators.use(new Expr.Fma(lanes, lanes, lanes))) {
            value = new Expr.Fma(value, lanes, lanes);
        }
        if (value != lanes) {
            assign(lanes, value);
        }
    }

    private List<Expr> masks() {
        Stream<Expr> comparisons = Arrays.stream(Compare.Relation.values())
                .flatMap(
                        relation -> Stream.of(FLOATS, FLOAT).map(right -> new Expr.Comparison(relation, FLOATS, right)))
                .filter(operators::use)
                .map(Expr.class::cast);
        Stream<Expr> lanes = operators.laneBits().stream().limit(1).map(Expr.LaneBit::new);
        return Stream.concat(comparisons, lanes).toList();
    }

    private List<Expr> choices(Expr lanes, Expr number) {
        return Stream.of(lanes, number)
                .filter(yes -> operators.use(new Expr.Choice(MASK, yes, lanes)))
                .toList();
    }

    private void assign(Expr local, Expr value) {
        code.addStatement("$L = $L", printer.code(local), printer.code(value));
    }
}
