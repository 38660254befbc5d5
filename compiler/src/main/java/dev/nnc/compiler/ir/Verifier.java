package dev.nnc.compiler.ir;

import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Random;
import dev.nnc.compiler.ir.op.Scan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Checks what holds for every graph, after every step of the compiler:
 *
 * <ul>
 *   <li>A node's id is its place in the list.
 *   <li>A node's inputs are earlier nodes, as many as its operator takes.
 *   <li>A node's type is what its operator's shape rule gives.
 *   <li>The batch is the first axis of a type, and no other one.
 *   <li>A leaf's name always stands for the same kind and type of leaf, a random place for the same draw.
 *   <li>All of this holds for the sub-graph of a scan.
 *   <li>A result is a node of the graph; no two results of one kind share a name.
 *   <li>A loss and a kept setting are {@code f32[]}, a metric {@code f32[b,k]}.
 *   <li>A gradient, input gradient or update has the type of the leaf of its name, where the graph has that leaf.
 * </ul>
 */
public final class Verifier {
    private final Graph graph;
    private final Map<Object, Op> sources = new HashMap<>();

    private Verifier(Graph graph) {
        this.graph = graph;
    }

    /**
     * Returns the graph when all of it holds.
     *
     * @throws CompilerBug with the line of the text form that is wrong, and why
     */
    public static Graph verify(Graph graph) {
        Verifier verifier = new Verifier(graph);
        for (int place = 0; place < graph.nodes().size(); place++) {
            verifier.node(place, graph.node(place));
        }
        Set<String> names = new HashSet<>();
        for (Result result : graph.results()) {
            verifier.result(result);
            verifier.require(names.add(result.text()), result, "a second result of this kind and name");
        }
        return graph;
    }

    private void node(int place, Node node) {
        require(node.id() == place, node, () -> "stands at place " + place);
        for (int input : node.inputs()) {
            require(input >= 0 && input < place, node, () -> "%" + input + " is no earlier node");
        }
        int arity = node.op().arity();
        require(
                arity == Op.ANY_ARITY || arity == node.inputs().size(),
                node,
                () -> node.op().name() + " takes " + arity + " inputs");
        TensorType derived = derived(node);
        require(derived.equals(node.type()), node, () -> "the shape rule gives " + derived);
        for (int axis = 1; axis < node.type().rank(); axis++) {
            int at = axis;
            require(!node.type().axis(axis).isBatch(), node, () -> "the batch is axis " + at);
        }
        source(node);
        if (node.op() instanceof Scan scan) {
            verify(scan.body());
        }
    }

    private TensorType derived(Node node) {
        try {
            return node.op().type(node.inputs().stream().map(graph::type).toList());
        } catch (ShapeMismatch mismatch) {
            throw new CompilerBug(message(GraphPrinter.line(node), mismatch.getMessage()), mismatch);
        }
    }

    /** Leaves and draws are known by name or place, and one name means one thing; the number of examples is known by its kind. */
    private void source(Node node) {
        Object key = node.op() instanceof Leaf leaf && leaf.kind() != Leaf.Kind.COUNT
                ? leaf.leaf()
                : node.op() instanceof Random random ? (Object) random.place() : null;
        if (key != null) {
            Op first = sources.getOrDefault(key, node.op());
            require(first.equals(node.op()), node, () -> key + " already stands for " + described(first));
            sources.put(key, first);
        }
    }

    private static String described(Op source) {
        return source.name() + "{" + source.attributes() + "}: " + source.type(List.of());
    }

    private void result(Result result) {
        require(result.node() >= 0 && result.node() < graph.nodes().size(), result, "no such node");
        TensorType type = graph.type(result.node());
        switch (result.kind()) {
            case LOSS -> require(type.equals(TensorType.f32()), result, "a loss is f32[], not " + type);
            case SETTING -> require(type.equals(TensorType.f32()), result, "a setting is f32[], not " + type);
            case METRIC ->
                require(
                        type.hasBatch() && type.rank() == 2 && type.dtype() == DType.F32,
                        result,
                        "a metric is f32[b,k], not " + type);
            case GRADIENT, INPUT_GRADIENT, UPDATE -> {
                Op leaf = sources.get(result.name());
                TensorType declared = leaf == null ? type : leaf.type(List.of());
                require(declared.equals(type), result, "is " + type + ", but the leaf is " + declared);
            }
            case OUTPUT -> {}
        }
    }

    private void require(boolean holds, Node node, Supplier<String> why) {
        if (!holds) {
            throw new CompilerBug(message(GraphPrinter.line(node), why.get()));
        }
    }

    private void require(boolean holds, Result result, String why) {
        if (!holds) {
            throw new CompilerBug(message(GraphPrinter.line(result), why));
        }
    }

    private String message(String line, String why) {
        return "graph " + graph.name() + ": " + line + " ; " + why;
    }
}
