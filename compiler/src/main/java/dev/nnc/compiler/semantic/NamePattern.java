package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.compiler.ir.model.Weight;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of weights as train blocks write them: in {@code "letters.*"} a star stands for any characters. */
record NamePattern(String written, Pattern pattern, Span at) {
    /** Reads a pattern. */
    static NamePattern of(String written, Span at) {
        String pattern = Pattern.compile("\\*")
                .splitAsStream(written + "\u0000")
                .map(part -> part.replace("\u0000", ""))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return new NamePattern(written, Pattern.compile(pattern), at);
    }

    boolean fits(Weight weight) {
        return pattern.matcher(weight.name()).matches();
    }

    /** The problem that none of these weights is called so. */
    Problem unknown(List<Weight> weights) {
        List<String> all = weights.stream().map(Weight::name).toList();
        return Problem.error("unknown-weight", at, "no weight is called `" + written + "`")
                .suggest(Suggestions.didYouMean(written, all));
    }
}
