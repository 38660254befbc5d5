package dev.nnc.compiler.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import dev.nnc.compiler.loops.program.Program;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Space;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * The array that a class computes in: activations and, behind them, what each worker's kernels need for themselves. One array
 * and not several, because a JVM lays large ones out along lines of the cache ({@link Layout#LEAD}).
 */
final class WorkMemory {
    /** Arrays of more than this begin a region of G1's, and so a line of the cache, where its regions are the smallest. */
    private static final int HALF_A_REGION = 1 << 17;

    /** Memory of fewer floats than this is not made that large. */
    private static final int LEAST_ENLARGED = 1 << 14;

    private final boolean used;
    private final int arenaFloats;
    private final int scratchFloats;

    /** The memory of programs that run one after another. */
    WorkMemory(List<Program> programs) {
        used = List.of(new Space.Arena(), new Space.Scratch()).stream()
                .anyMatch(space -> Launches.touch(programs.stream(), space));
        scratchFloats = programs.stream().mapToInt(Program::scratchFloats).max().orElse(0);
        int needed = programs.stream().mapToInt(Program::arenaFloats).max().orElse(0);
        boolean enlarged = needed + scratchFloats >= LEAST_ENLARGED;
        arenaFloats = enlarged ? Math.max(needed, HALF_A_REGION + Layout.LEAD - scratchFloats) : needed;
    }

    /** The array as a field, of the caller's thread alone; empty where no kernel needs it. */
    Optional<FieldSpec> field() {
        return field(
                "Activations, and behind them what kernels need for themselves.", arenaFloats + scratchFloats + "");
    }

    /** The array as a field, of the threads of {@code workers}; empty where no kernel needs it. */
    Optional<FieldSpec> fieldOfWorkers() {
        return scratchFloats == 0
                ? field()
                : field(
                        "Activations, and behind them what each worker's kernels need for themselves.",
                        arenaFloats + " + " + scratchFloats + " * workers.threads()");
    }

    private Optional<FieldSpec> field(String javadoc, String floats) {
        FieldSpec.Builder field =
                FieldSpec.builder(ArrayTypeName.of(TypeName.FLOAT), "arena", Modifier.PRIVATE, Modifier.FINAL);
        return used
                ? Optional.of(field.addJavadoc("$L\n", javadoc)
                        .initializer("new float[$L]", floats)
                        .build())
                : Optional.empty();
    }

    /** Where what the caller's thread needs begins. */
    CodeBlock scratch() {
        return CodeBlock.of("$L", arenaFloats);
    }

    /** Where what worker {@code worker} needs begins. */
    CodeBlock scratchOfWorker() {
        return CodeBlock.of("$L + $L * worker", arenaFloats, scratchFloats);
    }
}
