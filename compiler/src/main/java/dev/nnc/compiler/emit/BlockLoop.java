package dev.nnc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.nnc.compiler.plan.Storage;
import javax.lang.model.element.Modifier;

/** The method that computes a phase's gradients block by block of a batch, and adds up what each gives. */
final class BlockLoop {
    /** The sums of gradients so far. */
    static final String SUMS = "blockGradients";

    private BlockLoop() {}

    /**
     * The method.
     *
     * @param name of the method
     * @param phase the loss
     * @param index the phase's number
     * @param program the method that computes the gradients of a block
     * @param block how many examples it has
     * @param moved the weights that the gradients are of
     */
    static MethodSpec write(String name, String phase, int index, String program, int block, Storage.Range moved) {
        CodeBlock.Builder code = CodeBlock.builder()
                .addStatement("examples = count")
                .addStatement("lossSum = 0")
                .beginControlFlow("for (first = 0; first < examples; first += $L)", block)
                .addStatement("count = Math.min($L, examples - first)", block)
                .addStatement("$L()", program)
                .beginControlFlow("if (first == 0)")
                .add(copy("gradients", SUMS, moved))
                .nextControlFlow("else")
                .beginControlFlow("for (int i = $L; i < $L; i++)", moved.from(), moved.to())
                .addStatement("$L[i] += gradients[i]", SUMS)
                .endControlFlow()
                .endControlFlow()
                .endControlFlow()
                .add(copy(SUMS, "gradients", moved))
                .addStatement("count = examples")
                .addStatement("losses[$L] = (float) lossSum", index);
        return MethodSpec.methodBuilder(name)
                .addJavadoc(
                        "Forward and backward pass of {@code $L}, $L examples at a time: what they leave for the way back\n"
                                + "is still in the cache.\n",
                        phase,
                        block)
                .addModifiers(Modifier.PRIVATE)
                .addCode(code.build())
                .build();
    }

    private static CodeBlock copy(String from, String to, Storage.Range moved) {
        return CodeBlock.builder()
                .addStatement("System.arraycopy($1L, $3L, $2L, $3L, $4L)", from, to, moved.from(), moved.floats())
                .build();
    }
}
