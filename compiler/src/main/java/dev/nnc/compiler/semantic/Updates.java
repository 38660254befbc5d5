package dev.nnc.compiler.semantic;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.AroundUpdate;
import dev.nnc.compiler.ir.model.Section;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.semantic.builtin.Optimizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
    private final TrainSettings train;
    private final List<Part> parts = new ArrayList<>();
    private final GraphBuilder graph = new GraphBuilder("update");
    private final Map<String, Integer> leaves = new LinkedHashMap<>();

    /** Takes how the weights are moved, those in no group first. */
    Updates(List<Treatment> treatments, TrainSettings train) {
        this.treatments = treatments;
        this.train = train;
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
        if (train.accumulate() > 1) {
            slots.add(AroundUpdate.ACCUMULATED);
        }
        if (train.average() > 0) {
            slots.add(AroundUpdate.WEIGHTS);
        }
        return parts.isEmpty() ? List.of() : List.copyOf(slots);
    }

    /** What can be changed between steps, with its defaults, {@code rate} first. */
    Map<String, Double> settings() {
        Map<String, Double> settings = new LinkedHashMap<>();
        for (Treatment treatment : treatments) {
            Optimizer optimizer = treatment.optimizer();
            settings.putIfAbsent(treatment.setting(RATE), optimizer.rate().rate());
            optimizer.settings().forEach((name, value) -> settings.putIfAbsent(treatment.setting(name), value));
            treatment.penalties().forEach((name, value) -> settings.putIfAbsent(treatment.setting(name), value));
        }
        train.clip().ifPresent(bound -> settings.put(CLIP, bound.bound()));
        if (train.average() > 0) {
            settings.put(AroundUpdates.AVERAGE, train.average());
        }
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
            if (train.accumulate() > 1) {
                leaf(Leaf.Kind.STATE, part.section().leaf(AroundUpdate.ACCUMULATED), row);
            }
        }
        settings().keySet().forEach(setting -> leaf(Leaf.Kind.SETTING, setting, TensorType.f32()));
        leaf(Leaf.Kind.SETTING, STEP, TensorType.f32());
        if (train.accumulate() > 1) {
            leaf(Leaf.Kind.SETTING, AroundUpdate.WAITING, TensorType.f32());
        }
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
        List<Integer> raw = parts.stream().map(this::gradients).toList();
        return train.clip()
                .map(bound -> bound.rule().clip(graph, raw, leaves.get(CLIP)))
                .orElse(raw);
    }

    /** Those of the batch, or the mean of them and those that wait: at the end of an epoch there may be fewer than usual. */
    private int gradients(Part part) {
        int gradients = leaves.get(part.section().leaf(GRADIENTS));
        if (train.accumulate() == 1) {
            return gradients;
        }
        Arithmetic math = new Arithmetic(graph);
        int sum = math.add(leaves.get(part.section().leaf(AroundUpdate.ACCUMULATED)), gradients);
        return math.div(sum, math.add(leaves.get(AroundUpdate.WAITING), math.scalar(1)));
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
        int weights = leaves.get(section.leaf(PARAMETERS));
        Treatment treatment = part.treatment();
        int penalized = Penalty.gradients(
                graph, gradients, weights, treatment.penalties(), name -> leaves.get(treatment.setting(name)));
        Optimizer.Operands operands = new Optimizer.Operands(weights, penalized, slots, settings);
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
