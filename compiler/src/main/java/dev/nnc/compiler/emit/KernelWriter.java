package dev.nnc.compiler.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.nnc.compiler.loops.kernel.Kernel;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** One kernel as a method: abstract, in vectors or one number at a time. */
final class KernelWriter {
    private final KernelNames names;

    KernelWriter(KernelNames names) {
        this.names = names;
    }

    /** What every flavour has to offer; what it computes is said where it is done. */
    MethodSpec declaration(Kernel kernel) {
        return signature(kernel, KernelNames.locals(kernel))
                .addModifiers(Modifier.ABSTRACT)
                .build();
    }

    /** A kernel that is declared above its class. */
    MethodSpec overriding(Kernel kernel, Flavour flavour, boolean documented) {
        return written(kernel, flavour, documented)
                .addAnnotation(Override.class)
                .build();
    }

    /** A kernel of which there is this flavour alone, or that only other kernels call. */
    MethodSpec method(Kernel kernel, Flavour flavour, boolean documented) {
        return written(kernel, flavour, documented).build();
    }

    private MethodSpec.Builder written(Kernel kernel, Flavour flavour, boolean documented) {
        Map<String, String> locals = KernelNames.locals(kernel);
        return signature(kernel, locals)
                .addJavadoc(documented ? Comments.javadoc(kernel.documentation()) : CodeBlock.of(""))
                .addCode(StatementPrinter.print(kernel.body(), flavour.printer(locals), names));
    }

    private MethodSpec.Builder signature(Kernel kernel, Map<String, String> locals) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(names.method(kernel.name()));
        for (Kernel.Parameter parameter : kernel.parameters()) {
            method.addParameter(ParameterSpec.builder(type(parameter.kind()), locals.get(parameter.name()))
                    .build());
        }
        return method;
    }

    private static TypeName type(Kernel.Kind kind) {
        return switch (kind) {
            case FLOATS -> ArrayTypeName.of(TypeName.FLOAT);
            case IDS -> ArrayTypeName.of(TypeName.INT);
            case INT -> TypeName.INT;
            case FLOAT -> TypeName.FLOAT;
        };
    }

    /** How lanes are written. */
    enum Flavour {
        VECTOR(4, 16),
        SCALAR(1, 1);

        private final int leastLanes;
        private final int mostLanes;

        Flavour(int leastLanes, int mostLanes) {
            this.leastLanes = leastLanes;
            this.mostLanes = mostLanes;
        }

        /** The least number of lanes that its vectors have. */
        int leastLanes() {
            return leastLanes;
        }

        /** The largest number of lanes that its vectors have. */
        int mostLanes() {
            return mostLanes;
        }

        private ExpressionPrinter printer(Map<String, String> names) {
            return this == VECTOR ? new VectorPrinter(names) : new ExpressionPrinter(names);
        }
    }
}
