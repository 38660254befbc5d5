package dev.nnc.cli.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /** This choice, and for what it does not list the columns that the weights were trained on. */
    public ColumnChoice orElse(Map<String, List<String>> trained) {
        Map<String, List<String>> both = new LinkedHashMap<>(trained);
        both.putAll(listed);
        return new ColumnChoice(both, ignored);
    }
}
