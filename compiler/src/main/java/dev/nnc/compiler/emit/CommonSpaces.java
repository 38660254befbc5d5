package dev.nnc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.plan.Space;

/** The arrays that networks and trainers call the same. */
final class CommonSpaces {
    private final ModelNames names;

    CommonSpaces(ModelNames names) {
        this.names = names;
    }

    CodeBlock array(Space space) {
        if (space instanceof Space.Parameters) {
            return CodeBlock.of("parameters");
        } else if (space instanceof Space.Arena || space instanceof Space.Scratch) {
            return CodeBlock.of("arena");
        } else if (space instanceof Space.Index) {
            return CodeBlock.of("$T.INDEX", names.kernels());
        } else if (space instanceof Space.Table table) {
            return CodeBlock.of("$T.$L", names.tables(), TableWriter.name(table.table()));
        }
        throw new CompilerBug("a program refers to " + space + ", which is not there");
    }
}
