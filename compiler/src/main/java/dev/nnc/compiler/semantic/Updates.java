package dev.nnc.compiler.semantic;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.semantic.builtin.Optimizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the update of a phase: clipping, then the optimizer, over all of its weights laid end to end. */
final class Updates {
    static final String PARAMETERS = "parameters";
    static final String GRADIENTS = "gradients";
    private static final String RATE = "rate";
    private static final String CLIP = "clip";
    private static final String STEP = "step";

    private Updates() {}

    /** What can be changed between steps, with its defaults, {@code rate} first. */
    static Map<String, Double> settings(Optimizer optimizer, Optional<Clip> clip) {
        Map<String, Double> settings = new LinkedHashMap<>();
        settings.put(RATE, optimizer.rate().rate());
        settings.putAll(optimizer.settings());
        clip.ifPresent(bound -> settings.put(CLIP, bound.bound()));
        return settings;
    }

    /** The update graph; without weights, an empty one. */
    static Graph update(Optimizer optimizer, Optional<Clip> clip, List<Weight> weights) {
        GraphBuilder graph = new GraphBuilder("update");
        long count =
                weights.stream().mapToLong(weight -> weight.type().elements(1)).sum();
        if (count == 0) {
            return graph.build();
        }
        TensorType all = TensorType.f32(Math.toIntExact(count));
        int parameters = graph.add(new Leaf(Leaf.Kind.PARAMETER, PARAMETERS, all));
        int gradients = graph.add(new Leaf(Leaf.Kind.GRADIENT, GRADIENTS, all));
        List<Integer> slots = new ArrayList<>();
        for (String slot : optimizer.slots()) {
            slots.add(graph.add(new Leaf(Leaf.Kind.STATE, slot, all)));
        }
        Map<String, Integer> settings = new LinkedHashMap<>();
        for (String setting : settings(optimizer, clip).keySet()) {
            settings.put(setting, setting(graph, setting));
        }
        settings.put(STEP, setting(graph, STEP));
        int clipped = clip.isPresent() ? clip.get().rule().clip(graph, gradients, settings.get(CLIP)) : gradients;
        List<Integer> updated =
                optimizer.rule().update(graph, new Optimizer.Operands(parameters, clipped, slots, settings));
        graph.result(Result.Kind.UPDATE, PARAMETERS, updated.get(0));
        for (int i = 0; i < slots.size(); i++) {
            graph.result(Result.Kind.UPDATE, optimizer.slots().get(i), updated.get(i + 1));
        }
        for (int i = 0; i < optimizer.numbers().size(); i++) {
            graph.result(Result.Kind.SETTING, optimizer.numbers().get(i), updated.get(i + 1 + slots.size()));
        }
        return Pruning.prune(graph.build());
    }

    private static int setting(GraphBuilder graph, String name) {
        return graph.add(new Leaf(Leaf.Kind.SETTING, name, TensorType.f32()));
    }
}
