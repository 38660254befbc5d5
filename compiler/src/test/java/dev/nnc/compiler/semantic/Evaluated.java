package dev.nnc.compiler.semantic;

import dev.nnc.compiler.autodiff.Differentiate;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.NumericGradient;
import dev.nnc.compiler.ir.Reference;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.Result.Kind;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.model.Entry;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Tensors;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A model with numbers for its weights and inputs, evaluated by its reference meaning. */
final class Evaluated {
    private static final Run.Draws HALF = (normal, place, element) -> 0.5;

    final Model model;
    final Map<String, Tensor> leaves = new HashMap<>();
    private final int batch;

    /** Random weights and inputs, ids from 0 and lengths that are the longest. */
    Evaluated(int batch, String... lines) {
        this.model = Models.of(lines);
        this.batch = batch;
        Random random = new Random(3);
        for (Weight weight : model.weights()) {
            leaves.put(weight.name(), draw(weight.type().shape(batch), random));
        }
        for (DataInput input : model.inputs()) {
            Tensor tensor = draw(input.type().shape(batch), random);
            for (int i = 0; i < tensor.data().length && input.type().dtype() == DType.I32; i++) {
                tensor.data()[i] = input.isLengths() ? input.classes() : random.nextInt(input.classes());
            }
            leaves.put(input.name(), tensor);
        }
    }

    private static Tensor draw(int[] shape, Random random) {
        Tensor tensor = Tensor.zeros(shape);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = 0.6 * random.nextGaussian() + (i % 3 == 0 ? 0.3 : 0);
        }
        return tensor;
    }

    /** An output outside of training. */
    double[] output(String name) {
        return evaluate(model.inference()).result(Kind.OUTPUT, name).data();
    }

    /** What the training graph hands out. */
    double[] trained(Kind kind, String name) {
        return evaluate(model.phases().get(0).forward()).result(kind, name).data();
    }

    private Reference evaluate(Graph graph) {
        return Reference.evaluate(graph, new Run(batch, leaves, HALF));
    }

    /** One call of an entry; the states move on. */
    double[] call(String name, String output, Map<String, Tensor> inputs, Map<String, Tensor> states) {
        Entry entry = model.entries().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        Map<String, Tensor> all = new HashMap<>(leaves);
        all.putAll(inputs);
        entry.states()
                .forEach(state -> all.put(
                        state.name(),
                        states.computeIfAbsent(
                                state.name(), key -> Tensor.zeros(state.type().shape(batch)))));
        Reference values = Reference.evaluate(entry.graph(), new Run(batch, all, HALF));
        entry.states().forEach(state -> states.put(state.name(), values.result(Kind.UPDATE, state.name())));
        return values.result(Kind.OUTPUT, output).data();
    }

    /** The largest difference, for any input or weight, of the gradient of the first loss and central differences of it. */
    double gradientError() {
        Graph forward = model.phases().get(0).forward();
        int loss = forward.results(Kind.LOSS).map(Result::node).findFirst().orElseThrow();
        Map<String, Integer> wrt = new LinkedHashMap<>();
        for (Node node : forward.nodes()) {
            boolean numbers = node.type().dtype() == DType.F32;
            if (numbers && node.op() instanceof Leaf leaf && leaf.kind() != Leaf.Kind.COUNT) {
                wrt.put(leaf.leaf(), node.id());
            }
        }
        GraphBuilder graph = GraphBuilder.continuing(forward);
        List<Integer> gradients = Differentiate.gradients(graph, loss, List.copyOf(wrt.values()));
        Reference values = evaluate(graph.build());
        double worst = 0;
        int next = 0;
        for (String leaf : wrt.keySet()) {
            Tensor numeric = NumericGradient.of(forward, loss, new Run(batch, leaves, HALF), leaf);
            worst = Math.max(worst, Tensors.difference(values.value(gradients.get(next++)), numeric));
        }
        return worst;
    }
}
