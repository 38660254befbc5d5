package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.compiler.ir.model.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The weights that training leaves as they are: {@code freeze "letters.*"}, where a star stands for any characters. */
final class Frozen {
    private record Names(String written, Pattern pattern, Span at) {}

    private final List<Names> frozen = new ArrayList<>();

    /** Adds a pattern of names. */
    void add(String written, Span at) {
        String pattern = Pattern.compile("\\*")
                .splitAsStream(written + "\u0000")
                .map(part -> part.replace("\u0000", ""))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        frozen.add(new Names(written, Pattern.compile(pattern), at));
    }

    /** Whether a weight stays as it is. */
    boolean holds(Weight weight) {
        return frozen.stream()
                .anyMatch(names -> names.pattern().matcher(weight.name()).matches());
    }

    /** Reports patterns that no weight has, and a model of which nothing is left to train. */
    void check(List<Weight> weights, Problems problems) {
        List<Weight> trainable = weights.stream().filter(Weight::trainable).toList();
        for (Names names : frozen) {
            if (trainable.stream()
                    .noneMatch(weight -> names.pattern().matcher(weight.name()).matches())) {
                List<String> all = trainable.stream().map(Weight::name).toList();
                problems.add(
                        Problem.error("unknown-weight", names.at(), "no weight is called `" + names.written() + "`")
                                .suggest(Suggestions.didYouMean(names.written(), all)));
            }
        }
        if (!trainable.isEmpty() && trainable.stream().allMatch(this::holds)) {
            problems.add(Problem.error(
                    "all-frozen", frozen.get(0).at(), "every weight is frozen, so that there is nothing to train"));
        }
    }
}
