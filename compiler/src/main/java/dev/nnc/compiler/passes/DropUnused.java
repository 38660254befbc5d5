package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Leaves out the nodes on which no result depends. */
final class DropUnused implements Pass {
    @Override
    public String name() {
        return "drop-unused";
    }

    @Override
    public Graph run(Graph graph) {
        BitSet used = used(graph);
        if (used.cardinality() == graph.nodes().size()) {
            return graph;
        }
        int[] places = new int[graph.nodes().size()];
        GraphBuilder kept = new GraphBuilder(graph.name());
        for (Node node : graph.nodes()) {
            if (used.get(node.id())) {
                List<Integer> inputs = new ArrayList<>(node.inputs());
                inputs.replaceAll(id -> places[id]);
                places[node.id()] = kept.copy(node, inputs);
            }
        }
        graph.results().forEach(result -> kept.result(result.kind(), result.name(), places[result.node()]));
        return kept.build();
    }

    private static BitSet used(Graph graph) {
        BitSet used = new BitSet();
        graph.results().forEach(result -> used.set(result.node()));
        for (int id = graph.nodes().size() - 1; id >= 0; id--) {
            if (used.get(id)) {
                graph.node(id).inputs().forEach(used::set);
            }
        }
        return used;
    }
}
