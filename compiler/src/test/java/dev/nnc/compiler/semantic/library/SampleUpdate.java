package dev.nnc.compiler.semantic.library;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Reference;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.semantic.builtin.Optimizer;
import dev.nnc.compiler.semantic.library.optimizer.Clipping;
import dev.nnc.compiler.semantic.library.optimizer.Optimizers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The update of a phase, evaluated step by step; slots begin at 0. */
final class SampleUpdate {
    /** Bounds gradients. */
    @FunctionalInterface
    interface Bound {
        int clip(GraphBuilder graph, int gradients, int bound);

        Bound NONE = (graph, gradients, bound) -> gradients;
        Bound VALUE = (graph, gradients, bound) ->
                Clipping.byValue(graph, List.of(gradients), bound).get(0);
        Bound NORM = (graph, gradients, bound) ->
                Clipping.byNorm(graph, List.of(gradients), bound).get(0);
    }

    final Optimizer optimizer;
    private final Bound bound;
    private final double clip;
    private final List<double[]> slots = new ArrayList<>();
    private final Map<String, Double> numbers = new HashMap<>();
    private int step;

    SampleUpdate(Optimizer optimizer, Bound bound, double clip) {
        this.optimizer = optimizer;
        this.bound = bound;
        this.clip = clip;
    }

    /** An optimizer without clipping, by its name and the names and values of its arguments. */
    static SampleUpdate of(String name, Object... arguments) {
        return new SampleUpdate(
                SampleCall.call(new GraphBuilder("none"), SampleCall.named(Optimizers.all(), name), arguments),
                Bound.NONE,
                0);
    }

    /** What a slot holds of the first parameter. */
    double slot(int number) {
        return slots.get(number)[0];
    }

    /** Makes one step. */
    double[] step(double[] parameters, double[] gradients) {
        int n = parameters.length;
        step++;
        GraphBuilder graph = new GraphBuilder("update");
        Map<String, Tensor> leaves = new HashMap<>();
        Map<String, Integer> settings = new HashMap<>();
        setting(graph, leaves, settings, "rate", optimizer.rate().rate());
        setting(graph, leaves, settings, "step", step);
        setting(graph, leaves, settings, "clip", clip);
        optimizer
                .settings()
                .forEach((name, value) -> setting(graph, leaves, settings, name, numbers.getOrDefault(name, value)));
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < optimizer.slots().size(); i++) {
            if (step == 1) {
                slots.add(new double[n]);
            }
            kept.add(vector(graph, leaves, Leaf.Kind.STATE, optimizer.slots().get(i), slots.get(i)));
        }
        int before = vector(graph, leaves, Leaf.Kind.PARAMETER, "parameters", parameters);
        int raw = vector(graph, leaves, Leaf.Kind.GRADIENT, "gradients", gradients);
        int clipped = bound.clip(graph, raw, settings.get("clip"));
        List<Integer> results = optimizer.rule().update(graph, new Optimizer.Operands(before, clipped, kept, settings));
        return taken(graph.build(), leaves, results);
    }

    private double[] taken(Graph graph, Map<String, Tensor> leaves, List<Integer> results) {
        Reference values = Reference.evaluate(graph, new Run(1, leaves, (normal, place, element) -> 0));
        for (int i = 0; i < slots.size(); i++) {
            slots.set(i, values.value(results.get(i + 1)).data());
        }
        for (int i = 0; i < optimizer.numbers().size(); i++) {
            int kept = results.get(i + 1 + slots.size());
            numbers.put(optimizer.numbers().get(i), values.value(kept).data()[0]);
        }
        return values.value(results.get(0)).data();
    }

    private static int vector(
            GraphBuilder graph, Map<String, Tensor> leaves, Leaf.Kind kind, String name, double[] values) {
        leaves.put(name, new Tensor(new int[] {values.length}, values));
        return graph.add(new Leaf(kind, name, TensorType.f32(values.length)));
    }

    private static void setting(
            GraphBuilder graph, Map<String, Tensor> leaves, Map<String, Integer> settings, String name, double value) {
        leaves.put(name, Tensor.scalar(value));
        settings.put(name, graph.add(new Leaf(Leaf.Kind.SETTING, name, TensorType.f32())));
    }
}
