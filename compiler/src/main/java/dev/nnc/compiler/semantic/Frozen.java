package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.ir.model.Weight;
import java.util.ArrayList;
import java.util.List;

/** The weights that training leaves as they are: {@code freeze "letters.*"}. */
final class Frozen {
    private final List<NamePattern> frozen = new ArrayList<>();

    /** Adds a pattern of names. */
    void add(NamePattern names) {
        frozen.add(names);
    }

    /** Whether a weight stays as it is. */
    boolean holds(Weight weight) {
        return frozen.stream().anyMatch(names -> names.fits(weight));
    }

    /** Reports patterns that no weight has, and a model of which nothing is left to train. */
    void check(List<Weight> weights, Problems problems) {
        List<Weight> trainable = weights.stream().filter(Weight::trainable).toList();
        for (NamePattern names : frozen) {
            if (trainable.stream().noneMatch(names::fits)) {
                problems.add(names.unknown(trainable));
            }
        }
        if (!trainable.isEmpty() && trainable.stream().allMatch(this::holds)) {
            problems.add(Problem.error(
                    "all-frozen", frozen.get(0).at(), "every weight is frozen, so that there is nothing to train"));
        }
    }
}
