package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.ir.model.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The groups of a train block, in order; the first that fits a weight has it. */
final class Groups {
    private final List<Group> groups = new ArrayList<>();

    /** The name of the next group. */
    String nextName() {
        return "group" + (groups.size() + 1);
    }

    void add(Group group) {
        groups.add(group);
    }

    List<Group> all() {
        return groups;
    }

    /** The group that has a weight. */
    Optional<Group> of(Weight weight) {
        return groups.stream().filter(group -> group.fits(weight)).findFirst();
    }

    /** Reports patterns and groups that no weight is left for. */
    void check(List<Weight> weights, Frozen frozen, Problems problems) {
        List<Weight> trainable = weights.stream().filter(Weight::trainable).toList();
        List<Weight> moved =
                trainable.stream().filter(weight -> !frozen.holds(weight)).toList();
        for (Group group : groups) {
            for (NamePattern names : group.patterns()) {
                if (trainable.stream().noneMatch(names::fits)) {
                    problems.add(names.unknown(trainable));
                } else if (moved.stream().noneMatch(names::fits)) {
                    problems.add(Problem.error(
                            "group-without-weights",
                            names.at(),
                            "every weight that is called `" + names.written() + "` is frozen"));
                } else if (moved.stream()
                        .filter(names::fits)
                        .noneMatch(weight -> of(weight).equals(Optional.of(group)))) {
                    problems.add(Problem.error(
                                    "group-without-weights",
                                    names.at(),
                                    "earlier groups have every weight that is called `" + names.written() + "`")
                            .suggest("put the group with the narrower names first"));
                }
            }
        }
    }
}
