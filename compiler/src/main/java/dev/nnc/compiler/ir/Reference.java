package dev.nnc.compiler.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * The values of a graph by its reference meaning: each node once, in order, in plain double loops.
 *
 * @param graph what was evaluated
 * @param values by node
 */
public record Reference(Graph graph, List<Tensor> values) {
    public Reference {
        values = List.copyOf(values);
    }

    /** Evaluates every node of a graph. */
    public static Reference evaluate(Graph graph, Run run) {
        List<Tensor> values = new ArrayList<>(graph.nodes().size());
        for (Node node : graph.nodes()) {
            List<Tensor> inputs = node.inputs().stream().map(values::get).toList();
            values.add(node.op().evaluate(inputs, node.type(), run));
        }
        return new Reference(graph, values);
    }

    /** The value of a node. */
    public Tensor value(int node) {
        return values.get(node);
    }

    /** The value of the result of that kind and name. */
    public Tensor result(Result.Kind kind, String name) {
        Result found = graph.results(kind)
                .filter(result -> result.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no result '" + name + "' in " + graph.results()));
        return value(found.node());
    }
}
