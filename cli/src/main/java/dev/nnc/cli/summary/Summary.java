package dev.nnc.cli.summary;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.loops.program.ArraySizes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The facts of a model that people ask for first.
 *
 * @param parameters trained numbers
 * @param buffers numbers that are kept beside them
 * @param flops floating point operations of a forward pass for one example
 * @param optimizerFloats numbers that the optimizers keep
 * @param batch the most examples that are computed at once
 * @param sizes what the generated classes hold
 */
public record Summary(
        String model,
        List<Row> rows,
        long parameters,
        long buffers,
        long flops,
        long optimizerFloats,
        int batch,
        ArraySizes sizes) {
    private static final int BYTES = 4;
    private static final Set<String> LEAVES = Set.of("input", "parameter", "constant", "broadcast", "iota", "state");

    /**
     * A stretch of the model under one name.
     *
     * @param name the path of names and the layer's kind
     * @param place the line of the file
     * @param operators what it computes
     * @param shape of its last value, without the batch
     * @param parameters trained numbers that appear in it first
     * @param flops floating point operations for one example
     */
    public record Row(String name, String place, String operators, String shape, long parameters, long flops) {}

    /** The summary of a model whose classes hold so much. */
    public static Summary of(Model model, ArraySizes sizes) {
        List<Row> rows = new ArrayList<>();
        for (List<Node> stretch : stretches(model.inference())) {
            rows.add(row(model, stretch));
        }
        return new Summary(
                model.name(),
                rows,
                size(model.weights().stream().filter(Weight::trainable).toList()),
                size(model.weights().stream()
                        .filter(weight -> !weight.trainable())
                        .toList()),
                rows.stream().mapToLong(Row::flops).sum(),
                model.phases().stream()
                        .mapToLong(phase -> optimizer(model, phase))
                        .sum(),
                model.training().batch(),
                sizes);
    }

    /** Bytes that the weights take. */
    public long weightBytes() {
        return BYTES * (parameters + buffers);
    }

    /** Bytes that training keeps beside the weights: the gradients, and what the optimizer keeps. */
    public long trainingBytes() {
        return BYTES * (parameters + optimizerFloats);
    }

    /** Bytes that the arrays of a network take, which predicts with them. */
    public long predictorBytes() {
        return BYTES * sizes.predictor();
    }

    /** Bytes that the arrays of a network and its trainer take, where one thread works. */
    public long trainerBytes() {
        return BYTES * sizes.trainer();
    }

    /** Whether there is a trainer. */
    public boolean isTrained() {
        return sizes.gradients() > 0;
    }

    /** Bytes that each further thread of the trainer takes. */
    public long threadBytes() {
        return (long) BYTES * sizes.learning().scratchFloats();
    }

    /** Neighbours of the same name; what has none belongs to what is before it. */
    private static List<List<Node>> stretches(Graph graph) {
        List<List<Node>> stretches = new ArrayList<>();
        String name = null;
        for (Node node : graph.nodes()) {
            String own = node.origin().name();
            if (name == null || !own.isEmpty() && !own.equals(name)) {
                stretches.add(new ArrayList<>());
                name = own;
            }
            stretches.get(stretches.size() - 1).add(node);
        }
        return stretches;
    }

    private static Row row(Model model, List<Node> stretch) {
        Graph graph = model.inference();
        Node last = stretch.get(stretch.size() - 1);
        Map<String, Integer> operators = new LinkedHashMap<>();
        Set<String> leaves = new LinkedHashSet<>();
        long flops = 0;
        for (Node node : stretch) {
            String operator = node.op().name();
            if (LEAVES.contains(operator)) {
                leaves.add(operator);
                continue;
            }
            operators.merge(operator, 1, Integer::sum);
            List<TensorType> inputs = node.inputs().stream().map(graph::type).toList();
            flops += node.op().flops(inputs, node.type(), 1);
        }
        String name = last.origin().name().isEmpty()
                ? stretch.get(0).origin().name()
                : last.origin().name();
        return new Row(
                name,
                stretch.get(0).origin().place(),
                operators.isEmpty() ? String.join(" ", leaves) : text(operators),
                shape(last.type()),
                size(model.weights().stream()
                        .filter(Weight::trainable)
                        .filter(weight -> belongs(weight, stretch))
                        .toList()),
                flops);
    }

    private static boolean belongs(Weight weight, List<Node> stretch) {
        return stretch.stream()
                .anyMatch(node -> node.op() instanceof Leaf leaf && leaf.leaf().equals(weight.name()));
    }

    private static String text(Map<String, Integer> operators) {
        return operators.entrySet().stream()
                .map(entry -> entry.getValue() == 1 ? entry.getKey() : entry.getKey() + " x" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    private static String shape(TensorType type) {
        List<String> axes = type.axes().stream()
                .filter(axis -> !axis.isBatch())
                .map(Object::toString)
                .toList();
        return "[" + String.join(", ", axes) + "]";
    }

    private static long size(List<Weight> weights) {
        return weights.stream().mapToLong(weight -> weight.type().elements(1)).sum();
    }

    private static long optimizer(Model model, Phase phase) {
        List<Weight> moved = model.weights().stream()
                .filter(weight -> phase.weights().contains(weight.name()))
                .toList();
        return phase.slots().size() * size(moved);
    }
}
