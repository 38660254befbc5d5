package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Scan;
import java.util.HashMap;
import java.util.Map;

/** Sends the sub-graphs of scans through the standard pipeline; equal ones stay equal, and so one scan. */
final class SimplifySteps implements Pass {
    @Override
    public String name() {
        return "simplify-steps";
    }

    @Override
    public Graph run(Graph graph) {
        Map<Graph, Graph> simpler = new HashMap<>();
        GraphBuilder copy = new GraphBuilder(graph.name());
        for (Node node : graph.nodes()) {
            copy.copy(node.op() instanceof Scan scan ? with(node, scan, simpler) : node, node.inputs());
        }
        graph.results().forEach(result -> copy.result(result.kind(), result.name(), result.node()));
        return copy.build();
    }

    private static Node with(Node node, Scan scan, Map<Graph, Graph> simpler) {
        Graph body = simpler.computeIfAbsent(scan.body(), Pipeline.standard()::run);
        return body.equals(scan.body())
                ? node
                : new Node(node.id(), scan.withBody(body), node.inputs(), node.type(), node.origin());
    }
}
