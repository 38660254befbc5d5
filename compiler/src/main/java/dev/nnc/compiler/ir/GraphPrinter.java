package dev.nnc.compiler.ir;

import java.util.stream.Collectors;

/**
 * Writes a graph in its text form, one node a line, with where it comes from:
 *
 * <pre>
 * graph forward {
 *   %0: f32[b,4] = input{x}  ; x mlp.nn:2
 *   %1: f32[3,4] = parameter{dense.weight}  ; dense mlp.nn:3
 *   %2: f32[b,3] = contract{bi,oi->bo} %0, %1  ; dense mlp.nn:3
 *   return output y = %2
 * }
 * </pre>
 */
public final class GraphPrinter {
    private GraphPrinter() {}

    /** The text form. */
    public static String print(Graph graph) {
        StringBuilder text = new StringBuilder("graph " + graph.name() + " {\n");
        for (Node node : graph.nodes()) {
            text.append("  ")
                    .append(line(node).replace("\n", "\n  "))
                    .append(comment(node.origin()))
                    .append('\n');
        }
        for (Result result : graph.results()) {
            text.append("  ").append(line(result)).append('\n');
        }
        return text.append("}\n").toString();
    }

    /** Where a node comes from, as a comment behind it. */
    private static String comment(Origin origin) {
        String comment = (origin.name() + " " + origin.place()).strip();
        return comment.isEmpty() ? "" : "  ; " + comment;
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
