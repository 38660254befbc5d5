package dev.nnc.compiler.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.autodiff.Differentiate;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Reference;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.Result.Kind;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.model.DataOutput;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Tensors;
import dev.nnc.compiler.passes.Pipeline;
import dev.nnc.runtime.safetensors.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model that does, by the reference meaning of its graphs, what PyTorch did in a case. */
final class GoldenMeaning {
    private static final String TARGET = "_target";

    private final Model model;
    private final Map<String, Tensor> golden = new LinkedHashMap<>();
    private final Map<String, Tensor> data = new HashMap<>();
    private final Map<String, Tensor> weights = new LinkedHashMap<>();
    private final Map<String, Tensor> slots = new HashMap<>();
    private int batch;

    GoldenMeaning(Model model, Path file) throws IOException {
        this.model = model;
        Safetensors.read(file).tensors().forEach((name, tensor) -> golden.put(name, tensor(tensor)));
        model.inputs().forEach(input -> data.put(input.name(), input("in.", input, input.name())));
        model.targets()
                .forEach(target -> data.put(
                        target.name(), input("target.", target, target.name().replace(TARGET, ""))));
        for (Weight weight : model.weights()) {
            Tensor start = get((weight.trainable() ? "param." : "buffer.") + weight.name());
            assertThat(start.shape()).as(weight.name()).isEqualTo(weight.type().shape(1));
            weights.put(weight.name(), start);
        }
        long stored = golden.keySet().stream()
                .filter(name -> name.startsWith("param.") || name.startsWith("buffer."))
                .count();
        assertThat(weights).as("weights").hasSize((int) stored);
    }

    private Tensor input(String prefix, DataInput input, String name) {
        Tensor tensor = get(prefix + name);
        batch = tensor.shape()[0];
        assertThat(tensor.shape()).as(input.name()).isEqualTo(input.type().shape(batch));
        return tensor;
    }

    private static Tensor tensor(Safetensors.Tensor tensor) {
        double[] values = new double[Tensor.size(tensor.shape())];
        Arrays.setAll(values, i -> tensor.isFloating() ? tensor.floats()[i] : ((long[]) tensor.values())[i]);
        return new Tensor(tensor.shape(), values);
    }

    private Tensor get(String name) {
        assertThat(golden).containsKey(name);
        return golden.get(name);
    }

    /** Compares everything that the case holds. */
    void check() {
        if (golden.containsKey("loss")) {
            first(model.phases().get(0));
        }
        for (int step = 1; holds(step); step++) {
            step(step);
        }
        Reference inference = evaluate(model.inference());
        for (DataOutput output : model.outputs()) {
            if (golden.containsKey("eval." + output.name())) {
                agrees("eval." + output.name(), inference.result(Kind.OUTPUT, output.name()));
            }
        }
    }

    private boolean holds(int step) {
        String prefix = "step" + step + ".";
        return golden.keySet().stream().anyMatch(name -> name.startsWith(prefix));
    }

    /** The outputs, the loss and all gradients at the start. */
    private void first(Phase phase) {
        Reference forward = evaluate(phase.forward());
        for (DataOutput output : model.outputs()) {
            agrees("out." + output.name(), forward.result(Kind.OUTPUT, output.name()));
        }
        agrees("loss", forward.value(loss(phase.forward())));
        Map<String, Tensor> gradients = gradients(phase);
        gradients.forEach((leaf, gradient) -> {
            String name = (data.containsKey(leaf) ? "grad_in." : "grad.") + leaf;
            if (golden.containsKey(name)) {
                agrees(name, gradient);
            }
        });
        golden.keySet().stream()
                .filter(name -> name.startsWith("grad"))
                .forEach(name -> assertThat(gradients).containsKey(name.replaceFirst("grad(_in)?\\.", "")));
    }

    private Map<String, Tensor> gradients(Phase phase) {
        GraphBuilder graph = GraphBuilder.continuing(phase.forward());
        Map<String, Integer> leaves = new LinkedHashMap<>();
        for (Node node : phase.forward().nodes()) {
            if (node.op() instanceof Leaf leaf
                    && node.type().dtype() == DType.F32
                    && (leaf.kind() == Leaf.Kind.INPUT || leaf.kind() == Leaf.Kind.PARAMETER)) {
                leaves.put(leaf.leaf(), node.id());
            }
        }
        List<Integer> found = Differentiate.gradients(graph, loss(phase.forward()), List.copyOf(leaves.values()));
        int next = 0;
        for (String leaf : leaves.keySet()) {
            graph.result(Kind.GRADIENT, leaf, found.get(next++));
        }
        Graph backward = graph.build();
        Reference plain = evaluate(backward);
        Reference simpler = evaluate(Pipeline.standard().run(backward));
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        for (String leaf : leaves.keySet()) {
            Tensor gradient = plain.result(Kind.GRADIENT, leaf);
            double difference = Tensors.difference(simpler.result(Kind.GRADIENT, leaf), gradient);
            assertThat(difference).as("what the passes do to " + leaf).isLessThan(1e-9);
            gradients.put(leaf, gradient);
        }
        return gradients;
    }

    private void step(int step) {
        for (Phase phase : model.phases()) {
            Reference forward = evaluate(phase.forward());
            String loss = "step" + step + ".loss" + (model.phases().size() > 1 ? "." + phase.name() : "");
            agrees(loss, forward.value(loss(phase.forward())));
            Map<String, Tensor> buffers = new HashMap<>();
            phase.forward()
                    .results(Kind.UPDATE)
                    .forEach(result -> buffers.put(result.name(), forward.value(result.node())));
            update(phase, gradients(phase), step);
            weights.putAll(buffers);
        }
        for (Weight weight : model.weights()) {
            String kind = weight.trainable() ? ".param." : ".buffer.";
            agrees("step" + step + kind + weight.name(), weights.get(weight.name()));
        }
    }

    /** The optimizer's step over the weights of a phase, laid end to end. */
    private void update(Phase phase, Map<String, Tensor> gradients, int step) {
        Map<String, Tensor> leaves = new HashMap<>();
        leaves.put("parameters", flat(phase.weights().stream().map(weights::get).toList()));
        leaves.put(
                "gradients", flat(phase.weights().stream().map(gradients::get).toList()));
        int size = leaves.get("parameters").data().length;
        phase.slots()
                .forEach(slot ->
                        leaves.put(slot, slots.computeIfAbsent(phase.name() + "/" + slot, key -> Tensor.zeros(size))));
        phase.settings()
                .forEach((name, value) ->
                        leaves.put(name, slots.getOrDefault(phase.name() + "/" + name, Tensor.scalar(value))));
        leaves.put("step", Tensor.scalar(step));
        Reference updated = Reference.evaluate(phase.update(), new Run(1, leaves, (normal, place, element) -> 0));
        phase.update()
                .results()
                .forEach(result -> slots.put(phase.name() + "/" + result.name(), updated.value(result.node())));
        double[] moved = updated.result(Kind.UPDATE, "parameters").data();
        int at = 0;
        for (String name : phase.weights()) {
            int[] shape = weights.get(name).shape();
            weights.put(name, new Tensor(shape, Arrays.copyOfRange(moved, at, at + Tensor.size(shape))));
            at += Tensor.size(shape);
        }
    }

    private static Tensor flat(List<Tensor> tensors) {
        double[] all = tensors.stream()
                .flatMapToDouble(tensor -> Arrays.stream(tensor.data()))
                .toArray();
        return new Tensor(new int[] {all.length}, all);
    }

    private static int loss(Graph graph) {
        return graph.results(Kind.LOSS).map(Result::node).findFirst().orElseThrow();
    }

    private Reference evaluate(Graph graph) {
        Map<String, Tensor> leaves = new HashMap<>(data);
        leaves.putAll(weights);
        return Reference.evaluate(graph, new Run(batch, leaves, (normal, place, element) -> 0));
    }

    private void agrees(String name, Tensor ours) {
        Tensor expected = get(name);
        Tensor shaped = new Tensor(expected.shape(), ours.data());
        assertThat(ours.data()).as(name).hasSameSizeAs(expected.data());
        double limit = 1e-4 * Math.max(Tensors.largest(expected), 1e-6);
        assertThat(Tensors.difference(shaped, expected)).as(name).isLessThanOrEqualTo(limit);
    }
}
