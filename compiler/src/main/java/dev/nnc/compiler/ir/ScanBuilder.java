package dev.nnc.compiler.ir;

import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Builds a scan: inputs are announced one by one and stand in the sub-graph as leaves. */
public final class ScanBuilder {
    private final GraphBuilder graph;
    private final GraphBuilder body;
    private final Axis steps;
    private final boolean backward;
    private final List<Integer> carries = new ArrayList<>();
    private final List<Integer> sequences = new ArrayList<>();
    private final List<Integer> given = new ArrayList<>();
    private final List<Integer> next = new ArrayList<>();
    private final List<Integer> outputs = new ArrayList<>();

    /** A scan over the axis {@code steps}, from its end when {@code backward}. */
    public ScanBuilder(GraphBuilder graph, String name, Axis steps, boolean backward) {
        this.graph = graph;
        this.body = new GraphBuilder(name).at(graph.origin());
        this.steps = steps;
        this.backward = backward;
    }

    /** The sub-graph. */
    public GraphBuilder body() {
        return body;
    }

    /** Announces a value that is handed on, with its first value; its place in the sub-graph. */
    public int carry(int first) {
        carries.add(first);
        return leaf(Scan.carry(carries.size() - 1), graph.type(first));
    }

    /** Announces a sequence; the place of its step in the sub-graph. */
    public int sequence(int all) {
        sequences.add(all);
        return leaf(Scan.step(sequences.size() - 1), Scan.step(steps, graph.type(all)));
    }

    /** Announces a value that is the same at every step; its place in the sub-graph. */
    public int given(int value) {
        given.add(value);
        return leaf(Scan.given(given.size() - 1), graph.type(value));
    }

    private int leaf(String name, TensorType type) {
        return body.add(new Leaf(Leaf.Kind.INPUT, name, type));
    }

    /** Says what the next carry becomes, in the order in which they were announced; a slot for {@link #result}. */
    public int next(int value) {
        next.add(value);
        return next.size() - 1;
    }

    /** Says what each step makes; a slot for {@link #result}. */
    public int output(int value) {
        outputs.add(value);
        return -1 - outputs.size();
    }

    /** Adds a result: a carry after all steps, or an output along the steps. */
    public int result(int slot) {
        int[] inputs = Stream.of(carries, sequences, given)
                .flatMap(List::stream)
                .mapToInt(Integer::intValue)
                .toArray();
        int result = slot >= 0 ? slot : carries.size() - slot - 2;
        return graph.add(new Scan(step(), carries.size(), sequences.size(), steps, backward, result), inputs);
    }

    private Graph step() {
        List<Result> results = new ArrayList<>();
        next.forEach(node -> results.add(new Result(Result.Kind.OUTPUT, "next" + results.size(), node)));
        outputs.forEach(
                node -> results.add(new Result(Result.Kind.OUTPUT, "out" + (results.size() - next.size()), node)));
        return body.build().withResults(results);
    }
}
