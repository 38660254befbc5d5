package dev.nnc.compiler.ir;

import java.util.List;
import java.util.stream.Stream;

/** What is computed: nodes in topological order, and the results that it hands out. */
public record Graph(String name, List<Node> nodes, List<Result> results) {
    public Graph {
        nodes = List.copyOf(nodes);
        results = List.copyOf(results);
    }

    public Node node(int id) {
        return nodes.get(id);
    }

    public TensorType type(int id) {
        return nodes.get(id).type();
    }

    /** The results of one kind, in order. */
    public Stream<Result> results(Result.Kind kind) {
        return results.stream().filter(result -> result.kind() == kind);
    }

    /** The same nodes with other results. */
    public Graph withResults(List<Result> other) {
        return new Graph(name, nodes, other);
    }

    /** The text form. */
    @Override
    public String toString() {
        return GraphPrinter.print(this);
    }
}
