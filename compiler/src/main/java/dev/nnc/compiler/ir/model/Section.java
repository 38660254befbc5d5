package dev.nnc.compiler.ir.model;

import java.util.List;

/**
 * Weights of a phase that lie side by side in memory, and that its update moves alike.
 *
 * @param name tells the leaves of sections apart; "" where a phase has one section alone
 * @param weights names, in order of declaration
 */
public record Section(String name, List<String> weights) {
    /** For what sees all weights of a phase as one row. */
    public static final List<Section> WHOLE = List.of(new Section("", List.of()));

    public Section {
        weights = List.copyOf(weights);
    }

    /** The leaf of an update for this section: of {@code parameters}, of {@code gradients}, or of a slot. */
    public String leaf(String of) {
        return name.isEmpty() ? of : of + "/" + name;
    }
}
