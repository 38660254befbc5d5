package dev.nnc.compiler.ir;

import dev.nnc.compiler.ir.op.Constant;
import java.util.ArrayList;
import java.util.List;

/** Builds a graph node by node; each node's type comes from its operator's shape rule. */
public final class GraphBuilder {
    private final String name;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();
    private Origin origin = Origin.NONE;

    public GraphBuilder(String name) {
        this.name = name;
    }

    /** A builder that goes on where {@code graph} ends; its results are not taken over. */
    public static GraphBuilder continuing(Graph graph) {
        GraphBuilder builder = new GraphBuilder(graph.name());
        builder.nodes.addAll(graph.nodes());
        return builder;
    }

    /** From here on new nodes come from this place. */
    public GraphBuilder at(Origin place) {
        origin = place;
        return this;
    }

    public Origin origin() {
        return origin;
    }

    /**
     * Adds a node.
     *
     * @return its id
     * @throws ShapeMismatch when the operator does not take the inputs' types
     */
    public int add(Op op, int... inputs) {
        ShapeMismatch.require(
                op.arity() == Op.ANY_ARITY || op.arity() == inputs.length,
                "%s takes %d inputs, not %d",
                op.name(),
                op.arity(),
                inputs.length);
        List<Integer> ids = new ArrayList<>();
        List<TensorType> types = new ArrayList<>();
        for (int input : inputs) {
            ids.add(input);
            types.add(nodes.get(input).type());
        }
        nodes.add(new Node(nodes.size(), op, ids, op.type(types), origin));
        return nodes.size() - 1;
    }

    /**
     * Adds a node of another graph, on inputs of the same types as there.
     *
     * @return its id
     */
    public int copy(Node node, List<Integer> inputs) {
        boolean same = node.id() == nodes.size() && node.inputs().equals(inputs);
        nodes.add(same ? node : new Node(nodes.size(), node.op(), inputs, node.type(), node.origin()));
        return nodes.size() - 1;
    }

    /** Adds a constant in which every element is {@code value}. */
    public int constant(double value, TensorType type) {
        return add(Constant.splat(value, type));
    }

    /** Says what a node is all of, see {@link Origin#whole}, if it was added since there were {@code before}; others have their name. */
    public void define(String whole, int id, int before) {
        if (id >= before && !whole.isEmpty()) {
            Node node = nodes.get(id);
            nodes.set(
                    id,
                    new Node(
                            id,
                            node.op(),
                            node.inputs(),
                            node.type(),
                            node.origin().allOf(whole)));
        }
    }

    /** Hands out a node as a result. */
    public void result(Result.Kind kind, String resultName, int node) {
        results.add(new Result(kind, resultName, node));
    }

    public Node node(int id) {
        return nodes.get(id);
    }

    public TensorType type(int id) {
        return nodes.get(id).type();
    }

    /** Nodes so far. */
    public int size() {
        return nodes.size();
    }

    public Graph build() {
        return new Graph(name, nodes, results);
    }
}
