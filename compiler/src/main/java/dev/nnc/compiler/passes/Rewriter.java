package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Reduce;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Copies a graph node by node and asks rules, at each, for something simpler; rules see inputs that are simplified already,
 * and what they add is simplified in turn.
 *
 * <p>Rules see what a value is made of and never who uses it: asking for more results changes no bit of the others.
 */
final class Rewriter {
    private final GraphBuilder graph;
    private final List<Rule> rules;

    private Rewriter(Graph source, List<Rule> rules) {
        this.graph = new GraphBuilder(source.name());
        this.rules = rules;
    }

    /** The graph with the first rule applied to each node that has something to say about it. */
    static Graph rewrite(Graph source, List<Rule> rules) {
        Rewriter rewriter = new Rewriter(source, rules);
        int[] places = new int[source.nodes().size()];
        for (Node node : source.nodes()) {
            rewriter.graph.at(node.origin().step());
            int before = rewriter.graph.size();
            places[node.id()] = rewriter.copy(node, places);
            rewriter.graph.define(node.origin().whole(), places[node.id()], before);
        }
        source.results().forEach(result -> rewriter.graph.result(result.kind(), result.name(), places[result.node()]));
        return rewriter.graph.build();
    }

    private int copy(Node node, int[] places) {
        List<Integer> moved = new ArrayList<>(node.inputs().size());
        int[] inputs = new int[node.inputs().size()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = places[node.input(i)];
            moved.add(inputs[i]);
        }
        int simpler = simplify(node.op(), inputs);
        return simpler == Rule.NONE ? graph.copy(node, moved) : simpler;
    }

    /** Adds what the rules make of an operator. */
    int add(Op op, int... inputs) {
        int simpler = simplify(op, inputs);
        return simpler == Rule.NONE ? graph.add(op, inputs) : simpler;
    }

    private int simplify(Op op, int... inputs) {
        for (Rule rule : rules) {
            int simpler = rule.rewrite(this, op, inputs);
            if (simpler != Rule.NONE) {
                return simpler;
            }
        }
        return Rule.NONE;
    }

    /** Adds a constant in which every element is {@code value}. */
    int constant(double value, TensorType type) {
        return add(Constant.splat(value, type));
    }

    TensorType type(int id) {
        return graph.type(id);
    }

    /** The type that an operator would have. */
    TensorType type(Op op, int... inputs) {
        return op.type(Arrays.stream(inputs).mapToObj(graph::type).toList());
    }

    Node node(int id) {
        return graph.node(id);
    }

    /** The operator of a node, when it is of that kind. */
    <T extends Op> Optional<T> match(int id, Class<T> kind) {
        return kind.isInstance(node(id).op()) ? Optional.of(kind.cast(node(id).op())) : Optional.empty();
    }

    boolean is(int id, Class<? extends Op> kind) {
        return kind.isInstance(node(id).op());
    }

    /** Whether a node is spread along exactly the axes that are reduced. */
    boolean repeats(int id, Reduce reduce) {
        return node(id).op() instanceof Broadcast broadcast
                && broadcast.places().size() + reduce.axes().size()
                        == broadcast.target().size()
                && reduce.axes().stream().allMatch(broadcast::isNew);
    }

    /** Whether every element of a node is this number. */
    boolean is(int id, double value) {
        return node(id).op() instanceof Constant constant && constant.is(value);
    }

    /** Whether every element of a node is the same number, known when the model is compiled. */
    boolean isSplat(int id) {
        return node(id).op() instanceof Constant constant && constant.isSplat();
    }

    /** The number in every element of a splat. */
    double splat(int id) {
        return ((Constant) node(id).op()).value();
    }

    /** The only or first input of a node. */
    int input(int id) {
        return node(id).input(0);
    }
}
