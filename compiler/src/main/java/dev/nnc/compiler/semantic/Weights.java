package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.builtin.Shapes;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The weights of a model, made when they are first met and found again in every graph and at every use. */
final class Weights {
    /**
     * A weight and where it was first met.
     *
     * @param home its path of names, whatever it is called in files
     * @param at its first use
     * @param input the shape that flowed into its layer there, when it belongs to one
     * @param rank the model's statement that it belongs to
     */
    record Kept(String home, Weight weight, Span at, Optional<TensorType> input, int rank) {}

    private final Map<String, Kept> byHome = new LinkedHashMap<>();

    /**
     * The weight that lives where {@code wanted} does, made when there is none yet.
     *
     * @throws Rejection when it has another shape there, or when another weight has its name
     */
    Weight find(Kept wanted) {
        Kept kept = byHome.get(wanted.home());
        if (kept == null) {
            rejectSameName(wanted);
            byHome.put(wanted.home(), wanted);
            return wanted.weight();
        }
        if (!kept.weight().type().equals(wanted.weight().type())) {
            throw new Rejection(mismatch(kept, wanted));
        }
        return kept.weight();
    }

    private void rejectSameName(Kept wanted) {
        for (Kept other : byHome.values()) {
            if (other.weight().name().equals(wanted.weight().name())) {
                throw new Rejection(Problem.error(
                                "same-weight-name",
                                wanted.at(),
                                "two weights are called `" + other.weight().name() + "`")
                        .note(other.at(), "the other one is here"));
            }
        }
    }

    private static Problem mismatch(Kept kept, Kept wanted) {
        String owner = wanted.home().substring(0, Math.max(0, wanted.home().lastIndexOf('.')));
        return Problem.error(
                        "shared-shape",
                        wanted.at(),
                        "`" + owner + "` is shared, but does not fit here: its `" + leaf(wanted) + "` is "
                                + Shapes.text(kept.weight().type()) + ", and the input "
                                + wanted.input().map(Shapes::text).orElse("") + " needs "
                                + Shapes.text(wanted.weight().type()))
                .note(
                        kept.at(),
                        "its weights were made here, for the input "
                                + kept.input().map(Shapes::text).orElse(""));
    }

    private static String leaf(Kept kept) {
        return kept.home().substring(kept.home().lastIndexOf('.') + 1);
    }

    /** The weight at a path. */
    Optional<Weight> at(String home) {
        return Optional.ofNullable(byHome.get(home)).map(Kept::weight);
    }

    /** The weights at or below a path, in order. */
    List<Kept> below(String path) {
        return all().stream()
                .filter(kept -> kept.home().equals(path) || kept.home().startsWith(path + "."))
                .toList();
    }

    /** All weights in order of declaration. */
    List<Kept> all() {
        return byHome.values().stream()
                .sorted(Comparator.comparingInt(Kept::rank))
                .toList();
    }
}
