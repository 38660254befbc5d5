package dev.nnc.compiler.semantic;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.Section;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.semantic.builtin.Optimizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds the update of a phase: clipping of all of its weights together, then the optimizer over each section. */
final class Updates {
    static final String PARAMETERS = "parameters";
    static final String GRADIENTS = "gradients";
    private static final String RATE = "rate";
    private static final String CLIP = "clip";
    private static final String STEP = "step";

    private record Part(Section section, Treatment treatment) {}

    private final List<Treatment> treatments;
    private final Optional<Clip> clip;
    private final List<Part> parts = new ArrayList<>();
    private final GraphBuilder graph = new GraphBuilder("update");
    private final Map<String, Integer> leaves = new LinkedHashMap<>();

    /** Takes how the weights are moved, those in no group first. */
    Updates(List<Treatment> treatments, Optional<Clip> clip) {
        this.treatments = treatments;
        this.clip = clip;
        treatments.forEach(
                treatment -> treatment.sections().forEach(section -> parts.add(new Part(section, treatment))));
        if (parts.size() == 1) {
            Part only = parts.get(0);
            parts.set(0, new Part(new Section("", only.section().weights()), only.treatment()));
        }
    }

    List<Section> sections() {
        return parts.stream().map(Part::section).toList();
    }

    /** What the optimizers keep for each weight. */
    List<String> slots() {
        Set<String> slots = new LinkedHashSet<>();
        parts.forEach(part -> slots.addAll(part.treatment().optimizer().slots()));
        return List.copyOf(slots);
    }

    /** What can be changed between steps, with its defaults, {@code rate} first. */
    Map<String, Double> settings() {
        Map<String, Double> settings = new LinkedHashMap<>();
        for (Treatment treatment : treatments) {
            Optimizer optimizer = treatment.optimizer();
            settings.putIfAbsent(treatment.setting(RATE), optimizer.rate().rate());
            optimizer.settings().forEach((name, value) -> settings.putIfAbsent(treatment.setting(name), value));
        }
        clip.ifPresent(bound -> settings.put(CLIP, bound.bound()));
        return settings;
    }

    /** The update graph; without weights, an empty one. */
    Graph build(Map<String, Weight> weights) {
        if (parts.isEmpty()) {
            return graph.build();
        }
        for (Part part : parts) {
            TensorType row = row(part.section(), weights);
            leaf(Leaf.Kind.PARAMETER, part.section().leaf(PARAMETERS), row);
            leaf(Leaf.Kind.GRADIENT, part.section().leaf(GRADIENTS), row);
            for (String slot : part.treatment().optimizer().slots()) {
                leaf(Leaf.Kind.STATE, part.section().leaf(slot), row);
            }
        }
        settings().keySet().forEach(setting -> leaf(Leaf.Kind.SETTING, setting, TensorType.f32()));
        leaf(Leaf.Kind.SETTING, STEP, TensorType.f32());
        List<Integer> gradients = gradients();
        for (int i = 0; i < parts.size(); i++) {
            update(parts.get(i), gradients.get(i));
        }
        return Pruning.prune(graph.build());
    }

    private static TensorType row(Section section, Map<String, Weight> weights) {
        long count = section.weights().stream()
                .mapToLong(name -> weights.get(name).type().elements(1))
                .sum();
        return TensorType.f32(Math.toIntExact(count));
    }

    private void leaf(Leaf.Kind kind, String name, TensorType type) {
        leaves.put(name, graph.add(new Leaf(kind, name, type)));
    }

    /** The gradients of each section, clipped. */
    private List<Integer> gradients() {
        List<Integer> raw = parts.stream()
                .map(part -> leaves.get(part.section().leaf(GRADIENTS)))
                .toList();
        return clip.map(bound -> bound.rule().clip(graph, raw, leaves.get(CLIP)))
                .orElse(raw);
    }

    private void update(Part part, int gradients) {
        Section section = part.section();
        Optimizer optimizer = part.treatment().optimizer();
        List<Integer> slots = optimizer.slots().stream()
                .map(slot -> leaves.get(section.leaf(slot)))
                .toList();
        Map<String, Integer> settings = new LinkedHashMap<>();
        settings.put(RATE, leaves.get(part.treatment().setting(RATE)));
        optimizer
                .settings()
                .keySet()
                .forEach(name -> settings.put(name, leaves.get(part.treatment().setting(name))));
        settings.put(STEP, leaves.get(STEP));
        Optimizer.Operands operands =
                new Optimizer.Operands(leaves.get(section.leaf(PARAMETERS)), gradients, slots, settings);
        List<Integer> updated = optimizer.rule().update(graph, operands);
        graph.result(Result.Kind.UPDATE, section.leaf(PARAMETERS), updated.get(0));
        for (int i = 0; i < slots.size(); i++) {
            graph.result(Result.Kind.UPDATE, section.leaf(optimizer.slots().get(i)), updated.get(i + 1));
        }
        for (int i = 0; i < optimizer.numbers().size(); i++) {
            String number = part.treatment().setting(optimizer.numbers().get(i));
            graph.result(Result.Kind.SETTING, number, updated.get(i + 1 + slots.size()));
        }
    }
}
