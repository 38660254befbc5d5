package dev.nnc.compiler.emit;

import static dev.nnc.compiler.emit.RuntimeNames.FLOAT_VECTOR;
import static dev.nnc.compiler.emit.RuntimeNames.INT_VECTOR;
import static dev.nnc.compiler.emit.RuntimeNames.VECTOR_OPERATORS;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/**
 * What vector kernels do before all else: they use the operators of vectors, of all kinds, some hundred times each.
 *
 * <p>The kinds share methods of the Vector API, and HotSpot guesses from those that it saw in such a method which kind it is.
 * A kind that comes later is a failed guess. C2 adds up the failed guesses of all that it inlines into a kernel, and from a
 * hundred on ({@code PerMethodTrapLimit}) makes none: vectors then stay objects, at half of the speed or worse, or not,
 * depending on which kernel came first. What it saw from the beginning is no guess that can fail.
 */
final class OperatorProfile {
    /** The method's name. */
    static final String METHOD = "useOperators";

    /** HotSpot counts kinds from the 200th call of a method on; all operators together call those that they share far oftener. */
    private static final int TIMES = 300;

    private OperatorProfile() {}

    /** Adds the method, and that it runs when the class is initialised. */
    static void add(TypeSpec.Builder type) {
        type.addStaticBlock(CodeBlock.builder().addStatement("$L()", METHOD).build());
        type.addMethod(method());
    }

    private static MethodSpec method() {
        return MethodSpec.methodBuilder(METHOD)
                .addJavadoc(
                        "Shows HotSpot all kinds of operators before it compiles kernels, where one that it did not\n"
                                + "expect could make it leave vectors as objects.\n")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(TypeName.FLOAT)
                .addStatement("float used = 0f")
                .beginControlFlow("for (int i = 0; i < $L; i++)", TIMES)
                .addStatement("$1T x = $1T.broadcast(S, i)", FLOAT_VECTOR)
                .addStatement("x = x.add(x).sub(x).mul(x).div(x).add(1f).sub(1f).mul(2f).div(2f).fma(x, x)")
                .addStatement("x = x.sqrt().abs().neg().blend(x, x.compare($T.LT, x))", VECTOR_OPERATORS)
                .addStatement("x = x.blend(0f, x.compare($T.GT, 1f))", VECTOR_OPERATORS)
                .addStatement("$T n = x.reinterpretAsInts()", INT_VECTOR)
                .addStatement("n = n.add(n).sub(n).mul(n).and(n).or(n).lanewise($T.XOR, n)", VECTOR_OPERATORS)
                .addStatement("n = n.add(1).sub(1).mul(3).and(3).or(1).lanewise($T.XOR, 1)", VECTOR_OPERATORS)
                .addStatement("n = n.lanewise($1T.LSHL, 1).lanewise($1T.LSHR, 1)", VECTOR_OPERATORS)
                .addStatement("n = n.lanewise($1T.ASHR, 1).lanewise($1T.ROL, 1)", VECTOR_OPERATORS)
                .addStatement("n = n.blend(n, n.compare($T.EQ, n))", VECTOR_OPERATORS)
                .addStatement("used += n.reinterpretAsFloats().lane(0)")
                .endControlFlow()
                .addStatement("return used")
                .build();
    }
}
