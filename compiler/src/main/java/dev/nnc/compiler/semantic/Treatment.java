package dev.nnc.compiler.semantic;

import dev.nnc.compiler.ir.model.Section;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.semantic.builtin.Optimizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How some weights of a phase are moved.
 *
 * @param group the name of their group; "" for those that are in none
 * @param own the settings that the group has for itself
 * @param penalties those that are not 0, by their names
 */
record Treatment(
        String group, Optimizer optimizer, Map<String, Double> penalties, Set<String> own, List<Weight> weights) {
    /** What a setting is called. */
    String setting(String name) {
        return own.contains(name) ? group + "." + name : name;
    }

    /** Its sections: one for each tensor where the optimizer looks at tensors. */
    Stream<Section> sections() {
        if (weights.isEmpty()) {
            return Stream.empty();
        }
        return optimizer.scope() == Optimizer.Scope.TENSOR
                ? weights.stream().map(weight -> new Section(weight.name(), List.of(weight.name())))
                : Stream.of(
                        new Section(group, weights.stream().map(Weight::name).toList()));
    }
}
