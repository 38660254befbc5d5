package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Transpose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Rebuilds a graph node by node, in order; a step says what becomes of each node. */
abstract class Rewriter {
    /** The graph as it was. */
    protected final Graph before;
    /** The graph as it becomes. */
    protected final GraphBuilder after;

    private final int[] becomes;
    private final boolean[] needed;
    private final Map<Value, Integer> values = new HashMap<>();

    /** Equal operators on equal inputs are one value. */
    private record Value(Op op, List<Integer> inputs) {}

    protected Rewriter(Graph graph) {
        before = graph;
        after = new GraphBuilder(graph.name());
        becomes = new int[graph.nodes().size()];
        needed = new boolean[becomes.length];
        graph.results().forEach(result -> needed[result.node()] = true);
        for (int id = needed.length - 1; id >= 0; id--) {
            if (needed[id]) {
                for (int input : graph.node(id).inputs()) {
                    needed[input] = true;
                }
            }
        }
    }

    /** Whether a result needs a node of the graph as it was; others are left out. */
    protected final boolean isNeeded(int node) {
        return needed[node];
    }

    /**
     * Adds to {@link #after} what a node becomes.
     *
     * @param inputs what its inputs became
     * @return the id of the value that stands for the node
     */
    protected abstract int rewrite(Node node, int[] inputs);

    /** The value that a result hands out. */
    protected int result(Result result) {
        return becomes(result.node());
    }

    /** What a node became. */
    protected final int becomes(int node) {
        return becomes[node];
    }

    private int[] becomes(List<Integer> nodes) {
        int[] values = new int[nodes.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = becomes[nodes.get(i)];
        }
        return values;
    }

    /** From here on another value stands for an earlier node. */
    protected final void replace(int node, int value) {
        becomes[node] = value;
    }

    /** The rewritten graph. */
    final Graph run() {
        for (Node node : before.nodes()) {
            if (isNeeded(node.id())) {
                after.at(node.origin().step());
                int first = after.size();
                becomes[node.id()] = rewrite(node, becomes(node.inputs()));
                after.define(node.origin().whole(), becomes[node.id()], first);
            }
        }
        for (Result result : before.results()) {
            after.result(result.kind(), result.name(), result(result));
        }
        return after.build();
    }

    /** The node as it was, on what its inputs became. */
    protected final int keep(Node node, int... inputs) {
        return sameTypes(node, inputs)
                ? find(node.op(), inputs, value -> after.copy(node, value.inputs()))
                : add(node.op(), inputs);
    }

    /** Whether the shape rule would say what it said before. */
    private boolean sameTypes(Node node, int[] inputs) {
        for (int i = 0; i < inputs.length; i++) {
            TensorType was = before.type(node.input(i));
            TensorType is = after.type(inputs[i]);
            if (is != was && !is.equals(was)) {
                return false;
            }
        }
        return inputs.length == node.inputs().size();
    }

    /** Adds a node, or finds the one that computes the same. */
    protected final int add(Op op, int... inputs) {
        return find(op, inputs, value -> after.add(op, inputs));
    }

    private int find(Op op, int[] inputs, Function<Value, Integer> missing) {
        List<Integer> ids = new ArrayList<>(inputs.length);
        for (int input : inputs) {
            ids.add(input);
        }
        return values.computeIfAbsent(new Value(op, ids), missing);
    }

    /**
     * A contraction's operand with its axes in the order in which their letters stand in {@code letters}.
     *
     * @param own the letters of the operand's axes as it is
     */
    protected final int inOrder(int operand, String own, String letters) {
        List<Integer> order = letters.chars()
                .map(own::indexOf)
                .filter(axis -> axis >= 0)
                .boxed()
                .toList();
        boolean same = order.equals(order.stream().sorted().toList());
        return same ? operand : add(new Transpose(order), operand);
    }
}
