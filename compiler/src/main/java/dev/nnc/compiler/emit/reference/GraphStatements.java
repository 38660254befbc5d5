package dev.nnc.compiler.emit.reference;

import com.palantir.javapoet.TypeName;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Scan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph as statements of Java, in its order. A value that is read once stands where it is read, as long as the line stays
 * short; every other value has a name.
 */
final class GraphStatements {
    /** Characters of an expression that is still easy to read. */
    private static final int EASY = 80;

    private final Graph graph;
    private final Map<String, String> leaves;
    private final GraphMethods methods;
    private final Names names = new Names();
    private final int[] uses;
    private final List<Statement> statements = new ArrayList<>();
    private final Map<Integer, String> texts = new HashMap<>();
    private final Map<Key, String> scans = new HashMap<>();
    private final List<String> results;

    /**
     * Takes a graph.
     *
     * @param wanted the nodes that are its results
     * @param leaves expressions for leaves by name; the others are inputs and weights of the model
     */
    GraphStatements(Graph graph, List<Integer> wanted, Map<String, String> leaves, GraphMethods methods) {
        this.graph = graph;
        this.leaves = leaves;
        this.methods = methods;
        this.uses = uses(graph, wanted);
        for (Node node : graph.nodes()) {
            if (uses[node.id()] > 0) {
                write(node);
            }
        }
        results = wanted.stream().map(texts::get).toList();
    }

    /**
     * A value with a name.
     *
     * @param place where it comes from, such as {@code mlp.nn:5}; empty where it is nowhere
     */
    record Statement(TypeName type, String variable, String expression, String place) {}

    /** What makes two results those of one scan. */
    private record Key(Scan scan, List<Integer> inputs) {}

    List<Statement> statements() {
        return statements;
    }

    /** The wanted values as expressions. */
    List<String> results() {
        return results;
    }

    private static int[] uses(Graph graph, List<Integer> wanted) {
        int[] uses = new int[graph.nodes().size()];
        wanted.forEach(node -> uses[node] += 2);
        for (int id = uses.length - 1; id >= 0; id--) {
            if (uses[id] > 0) {
                graph.node(id).inputs().forEach(input -> uses[input]++);
            }
        }
        return uses;
    }

    private void write(Node node) {
        if (node.op() instanceof Scan scan) {
            texts.put(node.id(), scan(scan, node) + "[" + scan.result() + "]");
            return;
        }
        int number = methods.nextPlace();
        String text = text(node, number);
        while (text.length() > EASY && nameLongestOperand(node)) {
            text = text(node, number);
        }
        texts.put(node.id(), text);
        if (uses[node.id()] > 1 && !isShort(node)) {
            name(node);
        }
    }

    private String text(Node node, int number) {
        if (node.op() instanceof Leaf leaf && leaves.containsKey(leaf.leaf())) {
            return leaves.get(leaf.leaf());
        }
        return Forms.ALL.write(new Forms.Place(node, operands(node), number));
    }

    private List<String> operands(Node node) {
        return node.inputs().stream().map(texts::get).toList();
    }

    /** Leaves and plain constants stand wherever they are read. */
    private static boolean isShort(Node node) {
        return node.op() instanceof Leaf || node.op() instanceof Constant constant && constant.isSplat();
    }

    private boolean nameLongestOperand(Node node) {
        int longest = -1;
        for (int input : node.inputs()) {
            boolean call = texts.get(input).contains("(") && !isShort(graph.node(input));
            if (call
                    && (longest < 0
                            || texts.get(input).length() > texts.get(longest).length())) {
                longest = input;
            }
        }
        if (longest >= 0) {
            name(graph.node(longest));
        }
        return longest >= 0;
    }

    private void name(Node node) {
        String variable = names.of(node.origin().name());
        statements.add(new Statement(
                GraphMethods.VALUE,
                variable,
                texts.get(node.id()),
                node.origin().place()));
        texts.put(node.id(), variable);
    }

    /** The variable of a scan's results, which all that differ in the result alone share. */
    private String scan(Scan scan, Node node) {
        Key key = new Key(scan.withResult(0), node.inputs());
        if (!scans.containsKey(key)) {
            List<TensorType> types = node.inputs().stream().map(graph::type).toList();
            String body = methods.body(scan, node.inputs().size());
            String variable = names.of(node.origin().name() + "_steps");
            String call = ScanForms.call(scan, types, operands(node), body);
            statements.add(new Statement(
                    GraphMethods.VALUES, variable, call, node.origin().place()));
            scans.put(key, variable);
        }
        return scans.get(key);
    }
}
