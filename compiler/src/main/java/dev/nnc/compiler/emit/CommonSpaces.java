package dev.nnc.compiler.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.plan.Space;
import javax.lang.model.element.Modifier;

/** The arrays that networks and trainers call the same. */
final class CommonSpaces {
    private final ModelNames names;

    CommonSpaces(ModelNames names) {
        this.names = names;
    }

    /** The field of the arena. */
    static FieldSpec arena(CodeBlock value) {
        return floats("arena", "Activations.", value);
    }

    /** The field of the scratch. */
    static FieldSpec scratch(CodeBlock value) {
        return floats("scratch", "What a kernel needs for itself.", value);
    }

    private static FieldSpec floats(String name, String javadoc, CodeBlock value) {
        return FieldSpec.builder(ArrayTypeName.of(TypeName.FLOAT), name, Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc("$L\n", javadoc)
                .initializer(value)
                .build();
    }

    CodeBlock array(Space space) {
        if (space instanceof Space.Parameters) {
            return CodeBlock.of("parameters");
        } else if (space instanceof Space.Arena) {
            return CodeBlock.of("arena");
        } else if (space instanceof Space.Scratch) {
            return CodeBlock.of("scratch");
        } else if (space instanceof Space.Index) {
            return CodeBlock.of("$T.INDEX", names.kernels());
        } else if (space instanceof Space.Table table) {
            return CodeBlock.of("$T.$L", names.tables(), TableWriter.name(table.table()));
        }
        throw new CompilerBug("a program refers to " + space + ", which is not there");
    }
}
