package dev.nnc.compiler.semantic;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.AroundUpdate;
import dev.nnc.compiler.ir.op.Leaf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds what a phase computes around its update: gradients that wait, bounds of norms, averages. */
final class AroundUpdates {
    /** How much of the average an update keeps: a setting of a phase. */
    static final String AVERAGE = "average";

    private AroundUpdates() {}

    static AroundUpdate of(TrainSettings settings, List<Treatment> treatments) {
        int floats = treatments.stream()
                .flatMap(treatment -> treatment.weights().stream())
                .mapToInt(weight -> Math.toIntExact(weight.type().elements(1)))
                .sum();
        if (floats == 0) {
            return AroundUpdate.NONE;
        }
        TensorType row = TensorType.f32(floats);
        return new AroundUpdate(
                settings.accumulate(),
                settings.accumulate() > 1 ? Optional.of(accumulate(row)) : Optional.empty(),
                constrain(treatments),
                settings.average() > 0 ? Optional.of(average(row)) : Optional.empty());
    }

    /** The first batch's gradients take the place of what the last update left. */
    private static Graph accumulate(TensorType row) {
        GraphBuilder graph = new GraphBuilder("accumulate");
        Arithmetic math = new Arithmetic(graph);
        int gradients = graph.add(new Leaf(Leaf.Kind.GRADIENT, Updates.GRADIENTS, row));
        int before = graph.add(new Leaf(Leaf.Kind.STATE, AroundUpdate.ACCUMULATED, row));
        int first = math.eq(setting(graph, AroundUpdate.WAITING), math.scalar(0));
        int sum = math.select(first, gradients, math.add(before, gradients));
        graph.result(Result.Kind.UPDATE, AroundUpdate.ACCUMULATED, sum);
        return graph.build();
    }

    private static Optional<Graph> constrain(List<Treatment> treatments) {
        GraphBuilder graph = new GraphBuilder("constrain");
        Map<String, Integer> bounds = new HashMap<>();
        for (Treatment treatment : treatments) {
            if (treatment.penalties().containsKey(Penalty.MAX_NORM)) {
                String name = treatment.setting(Penalty.MAX_NORM);
                int bound = bounds.computeIfAbsent(name, setting -> setting(graph, setting));
                treatment.weights().stream().filter(Penalty::hasRows).forEach(weight -> {
                    Leaf leaf = new Leaf(Leaf.Kind.PARAMETER, weight.name(), weight.type());
                    int bounded = Penalty.bounded(graph, graph.add(leaf), bound);
                    graph.result(Result.Kind.UPDATE, weight.name(), bounded);
                });
            }
        }
        Graph built = graph.build();
        return built.results().isEmpty() ? Optional.empty() : Optional.of(built);
    }

    /**
     * {@code averaged + (parameters - averaged) * (1 - average)}, and after the first update the parameters themselves, as
     * PyTorch's {@code AveragedModel} with {@code get_ema_multi_avg_fn}.
     */
    private static Graph average(TensorType row) {
        GraphBuilder graph = new GraphBuilder(AVERAGE);
        Arithmetic math = new Arithmetic(graph);
        int averaged = graph.add(new Leaf(Leaf.Kind.STATE, "averaged", row));
        int parameters = graph.add(new Leaf(Leaf.Kind.PARAMETER, Updates.PARAMETERS, row));
        int first = math.eq(setting(graph, "step"), math.scalar(1));
        int moving = math.sub(math.scalar(1), setting(graph, AVERAGE));
        int moved = math.add(averaged, math.mul(math.sub(parameters, averaged), moving));
        graph.result(Result.Kind.UPDATE, "averaged", math.select(first, parameters, moved));
        return graph.build();
    }

    private static int setting(GraphBuilder graph, String name) {
        return graph.add(new Leaf(Leaf.Kind.SETTING, name, TensorType.f32()));
    }
}
