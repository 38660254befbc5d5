package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.syntax.ast.Setting;
import java.util.List;
import java.util.Map;

/**
 * Weights that train with settings of their own: {@code group "*.bias", "*.scale" { decay 0 }}.
 *
 * @param name what its settings are called by: {@code group1} and so on
 * @param settings those of the optimizer
 * @param penalties those that it sets
 */
record Group(String name, List<NamePattern> patterns, List<Setting> settings, Map<String, Double> penalties, Span at) {
    Group {
        patterns = List.copyOf(patterns);
        settings = List.copyOf(settings);
    }

    boolean fits(Weight weight) {
        return patterns.stream().anyMatch(names -> names.fits(weight));
    }
}
