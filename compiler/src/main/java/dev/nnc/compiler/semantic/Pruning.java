package dev.nnc.compiler.semantic;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.StopGradient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Leaves out of a graph what none of its results needs. */
final class Pruning {
    private Pruning() {}

    /** The graph with only the nodes that its results depend on, numbered anew. */
    static Graph prune(Graph graph) {
        boolean[] needed =
                needed(graph, graph.results().stream().map(Result::node).toList(), true);
        int[] numbers = new int[graph.nodes().size()];
        List<Node> kept = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (needed[node.id()]) {
                numbers[node.id()] = kept.size();
                List<Integer> inputs =
                        node.inputs().stream().map(input -> numbers[input]).toList();
                kept.add(new Node(kept.size(), node.op(), inputs, node.type(), node.origin()));
            }
        }
        List<Result> results = graph.results().stream()
                .map(result -> new Result(result.kind(), result.name(), numbers[result.node()]))
                .toList();
        return new Graph(graph.name(), kept, results);
    }

    /** The names of the parameters that a node's gradient reaches. */
    static Set<String> moved(Graph graph, int node) {
        boolean[] needed = needed(graph, List.of(node), false);
        Set<String> names = new LinkedHashSet<>();
        for (Node candidate : graph.nodes()) {
            if (needed[candidate.id()] && candidate.op() instanceof Leaf leaf && leaf.kind() == Leaf.Kind.PARAMETER) {
                names.add(leaf.leaf());
            }
        }
        return names;
    }

    /** Whether a graph reads the leaf of this name. */
    static boolean reads(Graph graph, String name) {
        return graph.nodes().stream()
                .anyMatch(node -> node.op() instanceof Leaf leaf && leaf.leaf().equals(name));
    }

    /** The nodes that a node depends on, by their ids. */
    static boolean[] needed(Graph graph, int node) {
        return needed(graph, List.of(node), true);
    }

    private static boolean[] needed(Graph graph, Collection<Integer> roots, boolean throughStops) {
        boolean[] needed = new boolean[graph.nodes().size()];
        roots.forEach(root -> needed[root] = true);
        for (int id = needed.length - 1; id >= 0; id--) {
            Node node = graph.node(id);
            if (needed[id] && (throughStops || !(node.op() instanceof StopGradient))) {
                node.inputs().forEach(input -> needed[input] = true);
            }
        }
        return needed;
    }
}
