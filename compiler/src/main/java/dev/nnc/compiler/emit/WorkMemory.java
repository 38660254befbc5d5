package dev.nnc.compiler.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import dev.nnc.compiler.loops.program.Memory;
import dev.nnc.compiler.loops.program.Program;
import dev.nnc.compiler.plan.Layout;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * The array that a class computes in: activations and, behind them, what each worker's kernels need for themselves. One array
 * and not several, because a JVM lays large ones out along lines of the cache ({@link Layout#LEAD}).
 */
final class WorkMemory {
    private final Memory memory;

    /** The memory of programs that run one after another. */
    WorkMemory(List<Program> programs) {
        memory = Memory.of(programs);
    }

    /** The array as a field, of the caller's thread alone; empty where no kernel needs it. */
    Optional<FieldSpec> field() {
        return field("Activations, and behind them what kernels need for themselves.", String.valueOf(memory.floats()));
    }

    /** The array as a field, of the threads of {@code workers}; empty where no kernel needs it. */
    Optional<FieldSpec> fieldOfWorkers() {
        return memory.scratchFloats() == 0
                ? field()
                : field(
                        "Activations, and behind them what each worker's kernels need for themselves.",
                        memory.arenaFloats() + " + " + memory.scratchFloats() + " * workers.threads()");
    }

    private Optional<FieldSpec> field(String javadoc, String floats) {
        FieldSpec.Builder field =
                FieldSpec.builder(ArrayTypeName.of(TypeName.FLOAT), "arena", Modifier.PRIVATE, Modifier.FINAL);
        return memory.floats() > 0
                ? Optional.of(field.addJavadoc("$L\n", javadoc)
                        .initializer("new float[$L]", floats)
                        .build())
                : Optional.empty();
    }

    /** Where what the caller's thread needs begins. */
    CodeBlock scratch() {
        return CodeBlock.of("$L", memory.arenaFloats());
    }

    /** Where what worker {@code worker} needs begins. */
    CodeBlock scratchOfWorker() {
        return CodeBlock.of("$L + $L * worker", memory.arenaFloats(), memory.scratchFloats());
    }
}
