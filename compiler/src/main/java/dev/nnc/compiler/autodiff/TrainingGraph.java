package dev.nnc.compiler.autodiff;

import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.ir.op.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** Makes the graph of a phase's forward and backward pass out of its forward graph. */
public final class TrainingGraph {
    private TrainingGraph() {}

    /**
     * The forward pass and the gradients of a phase.
     *
     * @param observe whether the outputs and the gradients of floating inputs are results as well
     */
    public static Graph of(Model model, Phase phase, boolean observe) {
        Graph forward = phase.forward();
        GraphBuilder graph = GraphBuilder.continuing(forward);
        List<Result> results = new ArrayList<>();
        List<Integer> wrt = new ArrayList<>();
        for (Weight weight : model.weights()) {
            if (phase.weights().contains(weight.name())) {
                results.add(new Result(Result.Kind.GRADIENT, weight.name(), wrt.size()));
                wrt.add(leaf(forward, weight.name(), () -> graph.add(parameter(weight))));
            }
        }
        if (observe) {
            for (Node node : forward.nodes()) {
                if (node.op() instanceof Leaf leaf && isFloatInput(leaf)) {
                    results.add(new Result(Result.Kind.INPUT_GRADIENT, leaf.leaf(), wrt.size()));
                    wrt.add(node.id());
                }
            }
        }
        int loss = forward.results(Result.Kind.LOSS).findFirst().orElseThrow().node();
        List<Integer> gradients = Differentiate.gradients(graph, loss, wrt);
        forward.results().stream()
                .filter(result -> observe || result.kind() != Result.Kind.OUTPUT)
                .forEach(result -> graph.result(result.kind(), result.name(), result.node()));
        results.forEach(result -> graph.result(result.kind(), result.name(), gradients.get(result.node())));
        return graph.build();
    }

    private static boolean isFloatInput(Leaf leaf) {
        return leaf.kind() == Leaf.Kind.INPUT && leaf.declared().dtype() == DType.F32;
    }

    private static Leaf parameter(Weight weight) {
        return new Leaf(Leaf.Kind.PARAMETER, weight.name(), weight.type());
    }

    private static int leaf(Graph graph, String name, IntSupplier otherwise) {
        return graph.nodes().stream()
                .filter(node -> node.op() instanceof Leaf leaf && leaf.leaf().equals(name))
                .mapToInt(Node::id)
                .findFirst()
                .orElseGet(otherwise);
    }
}
