package dev.nnc.compiler;

import dev.nnc.compiler.autodiff.Differentiate;
import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.Result.Kind;
import dev.nnc.compiler.ir.model.AroundUpdate;
import dev.nnc.compiler.ir.model.Entry;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.model.Section;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.loops.ModelGraphs;
import dev.nnc.compiler.passes.Pipeline;
import dev.nnc.compiler.plan.Sections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From a model's graphs to those of its programs: backward passes are added, and every graph goes through the passes. */
final class ProgramGraphs {
    private final Pipeline forwardPasses = Pipeline.forward();
    private final Pipeline passes = Pipeline.standard();
    private final boolean observe;

    /** Takes whether training hands out its outputs and the gradients of its inputs. */
    ProgramGraphs(boolean observe) {
        this.observe = observe;
    }

    ModelGraphs of(Model model) {
        return new ModelGraphs(
                passes.run(forwardPasses.run(keeping(model.inference(), Set.of(Kind.OUTPUT)))),
                passes.run(forwardPasses.run(keeping(model.inference(), Set.of(Kind.LOSS, Kind.METRIC)))),
                model.phases().stream().map(this::phase).toList(),
                model.entries().stream()
                        .map(Entry::graph)
                        .map(forwardPasses::run)
                        .map(passes::run)
                        .toList());
    }

    private ModelGraphs.Phase phase(Phase phase) {
        // The rows are longer than one float, of which passes would drop the broadcasts and sums.
        Graph update = Sections.apart(phase.update(), phase.sections());
        AroundUpdate around =
                phase.around().map(graph -> passes.run(Sections.apart(graph, Section.WHOLE)), passes::run);
        return new ModelGraphs.Phase(passes.run(backward(phase)), passes.run(update), around);
    }

    /** The forward pass of a phase, and behind it the gradients of its loss. */
    private Graph backward(Phase phase) {
        Graph forward = forwardPasses.run(phase.forward());
        Set<Kind> kept = observe ? Set.of(Kind.LOSS, Kind.UPDATE, Kind.OUTPUT) : Set.of(Kind.LOSS, Kind.UPDATE);
        Map<String, Integer> weights = new LinkedHashMap<>();
        Map<String, Integer> leaves = leaves(forward);
        phase.weights().forEach(weight -> weights.put(weight, leaf(forward, leaves, weight)));
        GraphBuilder graph = GraphBuilder.continuing(forward);
        keeping(forward, kept).results().forEach(result -> graph.result(result.kind(), result.name(), result.node()));
        differentiate(graph, loss(forward), Kind.GRADIENT, weights);
        if (observe) {
            differentiate(graph, loss(forward), Kind.INPUT_GRADIENT, inputs(forward));
        }
        return graph.build();
    }

    private static void differentiate(GraphBuilder graph, int loss, Kind kind, Map<String, Integer> leaves) {
        List<Integer> gradients = Differentiate.gradients(graph, loss, List.copyOf(leaves.values()));
        int next = 0;
        for (String leaf : leaves.keySet()) {
            graph.result(kind, leaf, gradients.get(next++));
        }
    }

    private static int loss(Graph forward) {
        return forward.results(Kind.LOSS).map(Result::node).findFirst().orElseThrow();
    }

    private static Map<String, Integer> leaves(Graph graph) {
        Map<String, Integer> leaves = new HashMap<>();
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Leaf leaf) {
                leaves.putIfAbsent(leaf.leaf(), node.id());
            }
        }
        return leaves;
    }

    private static int leaf(Graph graph, Map<String, Integer> leaves, String name) {
        if (!leaves.containsKey(name)) {
            throw new CompilerBug("loss " + graph.name() + " moves " + name + ", which it does not use");
        }
        return leaves.get(name);
    }

    private static Map<String, Integer> inputs(Graph graph) {
        Map<String, Integer> inputs = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            boolean number = node.type().dtype() == DType.F32;
            if (number && node.op() instanceof Leaf leaf && leaf.kind() == Leaf.Kind.INPUT) {
                inputs.put(leaf.leaf(), node.id());
            }
        }
        return inputs;
    }

    private static Graph keeping(Graph graph, Set<Kind> kinds) {
        return graph.withResults(graph.results().stream()
                .filter(result -> kinds.contains(result.kind()))
                .toList());
    }
}
