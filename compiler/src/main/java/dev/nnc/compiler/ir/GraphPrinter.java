package dev.nnc.compiler.ir;

import java.util.stream.Collectors;

/** Writes a graph in its text form, one node a line: {@code %2: f32[b,10] = mul %0, %1}. */
public final class GraphPrinter {
    private GraphPrinter() {}

    /** The text form. */
    public static String print(Graph graph) {
        StringBuilder text = new StringBuilder("graph " + graph.name() + " {\n");
        for (Node node : graph.nodes()) {
            text.append("  ").append(line(node)).append('\n');
        }
        for (Result result : graph.results()) {
            text.append("  ").append(line(result)).append('\n');
        }
        return text.append("}\n").toString();
    }

    static String line(Result result) {
        return "return " + result.text() + " = %" + result.node();
    }

    static String line(Node node) {
        String attributes = node.op().attributes();
        String inputs = node.inputs().stream().map(id -> " %" + id).collect(Collectors.joining(","));
        return "%" + node.id() + ": " + node.type() + " = " + node.op().name()
                + (attributes.isEmpty() ? "" : "{" + attributes + "}") + inputs;
    }
}
