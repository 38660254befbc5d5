package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.semantic.builtin.Library;
import dev.nnc.compiler.semantic.builtin.Rejection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** What all graphs of one model share: the library, the file's declarations, weights, fitted layers, numbers of random draws. */
final class ModelFacts {
    private final Library library;
    private final Declarations declarations;
    private final Problems problems;
    private final Weights weights = new Weights();
    private final Map<String, Integer> draws = new HashMap<>();
    private final Map<String, Integer> steps = new HashMap<>();
    private final Set<String> reported = new HashSet<>();
    private final Map<String, FittedLayer> fitted = new LinkedHashMap<>();

    ModelFacts(Library library, Declarations declarations, Problems problems) {
        this.library = library;
        this.declarations = declarations;
        this.problems = problems;
    }

    Library library() {
        return library;
    }

    /** The functions and blocks of the file. */
    Declarations declarations() {
        return declarations;
    }

    Problems problems() {
        return problems;
    }

    Weights weights() {
        return weights;
    }

    /** Reports a problem, once however often the place is expanded. */
    void report(Problem problem) {
        if (reported.add(problem.id() + " " + problem.at() + " " + problem.message())) {
            problems.add(problem);
        }
    }

    /** Layers that are fitted on data, by the path of their names. */
    Map<String, FittedLayer> fitted() {
        return fitted;
    }

    /** Notes that a layer is fitted on data; it may stand on one input or target alone. */
    void fit(String home, FittedLayer layer) {
        FittedLayer known = fitted.get(home);
        if (known == null || known.fit().isEmpty()) {
            fitted.put(home, layer);
        } else if (layer.fit().isPresent() && !layer.fit().equals(known.fit())) {
            throw new Rejection(Problem.error(
                            "fitted-twice",
                            layer.at(),
                            "`" + home + "` is fitted on `" + known.fit().get().source() + "` already")
                    .note(known.at(), "it stands on that here"));
        }
    }

    /** Notes how many steps the sequences of a layer have; the longest counts. */
    void noteSteps(String home, int count) {
        steps.merge(home, count, Math::max);
    }

    /** How many steps the sequences of a layer have, when that is known. */
    OptionalInt notedSteps(String home) {
        return steps.containsKey(home) ? OptionalInt.of(steps.get(home)) : OptionalInt.empty();
    }

    /** The number of a random draw, the same in every graph. */
    int draw(String site) {
        return draws.computeIfAbsent(site, key -> draws.size());
    }
}
