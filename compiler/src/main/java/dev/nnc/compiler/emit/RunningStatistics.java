package dev.nnc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.loops.program.LoweredModel;
import dev.nnc.compiler.plan.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How running statistics move: the gradients of a loss leave the new ones beside the old, and its update puts them into the
 * network, so that gradients alone change nothing.
 */
final class RunningStatistics {
    private final LoweredModel lowered;

    RunningStatistics(LoweredModel lowered) {
        this.lowered = lowered;
    }

    /** Whether a phase moves any; {@code phase} counts from 0. */
    boolean isMovedBy(int phase) {
        return !names(phase).isEmpty();
    }

    private Set<String> names(int phase) {
        return lowered.model()
                .phases()
                .get(phase)
                .forward()
                .results(Result.Kind.UPDATE)
                .map(Result::name)
                .collect(Collectors.toSet());
    }

    /** Puts what a phase's gradients left into the network. */
    CodeBlock take(int phase) {
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("if (statisticsMoved[$L])", phase);
        int first = lowered.storage().trainedFloats();
        for (Storage.Range run : runs(names(phase))) {
            code.addStatement(
                    "$T.arraycopy(runningStatistics, $L, parameters, $L, $L)",
                    System.class,
                    run.from() - first,
                    run.from(),
                    run.to() - run.from());
        }
        return code.addStatement("statisticsMoved[$L] = false", phase)
                .endControlFlow()
                .build();
    }

    /** Where tensors are, neighbours as one. */
    private List<Storage.Range> runs(Set<String> names) {
        List<Storage.Range> runs = new ArrayList<>();
        for (Storage.Tensor tensor : lowered.storage().tensors()) {
            if (names.contains(tensor.weight().name())) {
                Storage.Range range = lowered.storage().range(tensor);
                Storage.Range last = runs.isEmpty() ? range : runs.get(runs.size() - 1);
                if (!runs.isEmpty() && last.to() == range.from()) {
                    runs.set(runs.size() - 1, new Storage.Range(last.from(), range.to()));
                } else {
                    runs.add(range);
                }
            }
        }
        return runs;
    }
}
