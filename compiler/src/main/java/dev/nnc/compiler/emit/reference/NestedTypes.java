package dev.nnc.compiler.emit.reference;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The small types inside of the reference class. */
final class NestedTypes {
    private static final TypeName INTS = ArrayTypeName.of(TypeName.INT);

    private NestedTypes() {}

    /** Those that these loops speak of. */
    static List<TypeSpec> of(List<Loop> loops) {
        List<TypeSpec> types = new ArrayList<>(List.of(value()));
        if (loops.stream().anyMatch(loop -> loop.text().contains("Window window"))) {
            types.add(window());
            types.add(meeting());
        }
        return types;
    }

    private static TypeSpec value() {
        return record("Value", "Numbers in row-major order.")
                .recordConstructor(MethodSpec.constructorBuilder()
                        .addParameter(INTS, "shape")
                        .addParameter(ArrayTypeName.of(TypeName.DOUBLE), "data")
                        .build())
                .build();
    }

    private static TypeSpec window() {
        return record("Window", "How a kernel slides over space, a number for each axis.")
                .recordConstructor(MethodSpec.constructorBuilder()
                        .addParameter(INTS, "stride")
                        .addParameter(INTS, "before")
                        .addParameter(INTS, "dilation")
                        .addParameter(TypeName.INT, "groups")
                        .build())
                .build();
    }

    private static TypeSpec.Builder record(String name, String javadoc) {
        return TypeSpec.recordBuilder(name).addJavadoc("$L\n", javadoc).addModifiers(Modifier.PRIVATE);
    }

    private static TypeSpec meeting() {
        return TypeSpec.interfaceBuilder("Meeting")
                .addJavadoc("What meets: places in the input, in the kernel and in the output.\n")
                .addModifiers(Modifier.PRIVATE)
                .addMethod(MethodSpec.methodBuilder("at")
                        .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                        .addParameter(TypeName.INT, "i")
                        .addParameter(TypeName.INT, "j")
                        .addParameter(TypeName.INT, "k")
                        .build())
                .build();
    }
}
