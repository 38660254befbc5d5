package dev.nnc.cli.data;

import dev.nnc.cli.console.UserError;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is said about the columns of a table.
 *
 * @param listed the columns of an input or target, by its name
 * @param ignored columns that the model does not see
 */
public record ColumnChoice(Map<String, List<String>> listed, Set<String> ignored) {
    /** Nothing is said: names and order decide. */
    public static final ColumnChoice NONE = new ColumnChoice(Map.of(), Set.of());

    /** Keeps copies. */
    public ColumnChoice {
        listed = Map.copyOf(listed);
        ignored = Set.copyOf(ignored);
    }

    /**
     * This choice, of which nothing may be passed over.
     *
     * @throws UserError when it lists columns for what the model does not have
     */
    ColumnChoice of(Signature signature) {
        List<String> slots = Stream.concat(signature.inputs().stream(), signature.targets().stream())
                .map(InputSpec::name)
                .toList();
        for (String name : listed.keySet()) {
            if (!slots.contains(name)) {
                throw UserError.of(
                        "--columns lists columns of `" + name + "`, which is no input or target of `"
                                + signature.model() + "`",
                        Suggestions.didYouMean(name, slots).orElse("there are " + String.join(", ", slots)));
            }
        }
        return this;
    }

    /** This choice, and for what it does not list the columns that the weights were trained on. */
    public ColumnChoice orElse(Map<String, List<String>> trained) {
        Map<String, List<String>> both = new LinkedHashMap<>(trained);
        both.putAll(listed);
        return new ColumnChoice(both, ignored);
    }
}
