package dev.nnc.compiler.emit.reference;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The gradient of the reference, by central differences: independent of every rule of differentiation. */
final class SlopeMethods {
    private static final ClassName TENSOR_SPEC = ClassName.get("dev.nnc.runtime", "TensorSpec");
    private static final TypeName DOUBLES = ArrayTypeName.of(TypeName.DOUBLE);

    private SlopeMethods() {}

    static List<MethodSpec> write() {
        return List.of(slope(), movedLoss(), moved());
    }

    private static MethodSpec slope() {
        return MethodSpec.methodBuilder("slope")
                .addJavadoc("""
                        The slope of a loss along a direction of its weights, by central differences. Where the
                        loss has a kink between the two ends, they come closer.

                        @return not a number where no difference is without a kink
                        """)
                .returns(TypeName.DOUBLE)
                .addParameter(TypeName.INT, "phase")
                .addParameter(DOUBLES, "direction")
                .beginControlFlow("for (double step = 1e-5; step > 5e-10; step /= 10)")
                .addStatement("double above = movedLoss(phase, direction, step)")
                .addStatement("long branchesAbove = branches")
                .addStatement("double below = movedLoss(phase, direction, -step)")
                .beginControlFlow("if (branches == branchesAbove)")
                .addStatement("return (above - below) / (2 * step)")
                .endControlFlow()
                .endControlFlow()
                .addStatement("return Double.NaN")
                .build();
    }

    private static MethodSpec movedLoss() {
        return MethodSpec.methodBuilder("movedLoss")
                .addJavadoc("A loss after a step of the weights, which then go back.\n")
                .addModifiers(Modifier.PRIVATE)
                .returns(TypeName.DOUBLE)
                .addParameter(TypeName.INT, "phase")
                .addParameter(DOUBLES, "direction")
                .addParameter(TypeName.DOUBLE, "step")
                .addStatement("int next = 0")
                .beginControlFlow("for ($T tensor : network.signature().trainable(phase))", TENSOR_SPEC)
                .addStatement("leaves.put(tensor.name(), moved(tensor, direction, next, step))")
                .addStatement("next += tensor.size()")
                .endControlFlow()
                .addStatement("double loss = loss(phase)")
                .beginControlFlow("for ($T tensor : network.signature().trainable(phase))", TENSOR_SPEC)
                .addStatement("leaves.put(tensor.name(), weight(tensor))")
                .endControlFlow()
                .addStatement("return loss")
                .build();
    }

    private static MethodSpec moved() {
        return MethodSpec.methodBuilder("moved")
                .addModifiers(Modifier.PRIVATE)
                .returns(GraphMethods.VALUE)
                .addParameter(TENSOR_SPEC, "tensor")
                .addParameter(DOUBLES, "direction")
                .addParameter(TypeName.INT, "from")
                .addParameter(TypeName.DOUBLE, "step")
                .addStatement("Value value = weight(tensor)")
                .beginControlFlow("for (int i = 0; i < value.data.length; i++)")
                .addStatement("value.data[i] += step * direction[from + i]")
                .endControlFlow()
                .addStatement("return value")
                .build();
    }
}
