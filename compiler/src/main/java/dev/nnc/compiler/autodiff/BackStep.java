package dev.nnc.compiler.autodiff;

import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Origin;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.ScanBuilder;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Elementwise;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.ir.op.Scan;
import dev.nnc.compiler.ir.op.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * The step of a loop back while it grows out of the step forward with its adjoints: it computes the adjoints, and of the step
 * forward only what is cheaper to compute again than to keep. The rest the loop forward hands out, step by step.
 */
final class BackStep {
    private final GraphBuilder graph;
    private final Scan scan;
    private final List<Integer> inputs;
    private final Origin origin;
    private final GraphBuilder step;
    private final ScanBuilder back;
    private final int forward;
    private final Map<Integer, Integer> moved = new HashMap<>();
    private final Map<Integer, IntSupplier> stacked = new HashMap<>();

    /**
     * Begins a step back.
     *
     * @param node any result of the loop forward
     * @param step the step forward, behind which the adjoints come
     * @param back the loop to which the step back belongs
     */
    BackStep(GraphBuilder graph, Node node, GraphBuilder step, ScanBuilder back) {
        this.graph = graph;
        this.scan = (Scan) node.op();
        this.inputs = node.inputs();
        this.origin = node.origin();
        this.step = step;
        this.back = back;
        this.forward = scan.body().nodes().size();
    }

    /** Says what stands in the step back for a node. */
    void put(int node, int place) {
        moved.put(node, place);
    }

    /** Says that a node is a step of a sequence. */
    void putSequence(int node, int sequence) {
        moved.put(node, back.sequence(sequence));
        stacked.put(node, () -> sequence);
    }

    /** The value of a node in the step back. */
    int move(int id) {
        Integer known = moved.get(id);
        if (known != null) {
            return known;
        }
        int place = compute(step.node(id));
        moved.put(id, place);
        return place;
    }

    private int compute(Node node) {
        boolean before = node.id() < forward;
        if (before && node.op() instanceof Leaf leaf) {
            int input = input(leaf);
            return input < scan.carries() + scan.sequences()
                    ? back.sequence(allSteps(input))
                    : back.given(inputs.get(input));
        } else if (before && isKept(node)) {
            return back.sequence(kept(node.id()));
        }
        List<Integer> operands = node.inputs().stream().map(this::move).toList();
        back.body().at(node.origin());
        return back.body().copy(node, operands);
    }

    private int input(Leaf leaf) {
        return IntStream.range(0, inputs.size())
                .filter(i -> scan.leaf(i).equals(leaf.leaf()))
                .findFirst()
                .orElseThrow();
    }

    /** All steps of a carry, or of a sequence. */
    private int allSteps(int input) {
        return input < scan.carries() ? loop(scan.body(), scan.before(input)) : inputs.get(input);
    }

    private int loop(Graph body, int result) {
        Origin backward = graph.origin();
        int all = graph.at(origin)
                .add(
                        scan.withBody(body).withResult(result),
                        inputs.stream().mapToInt(Integer::intValue).toArray());
        graph.at(backward);
        return all;
    }

    /** Whether the loop forward hands a value out, because it is dear to compute again. */
    private boolean isKept(Node node) {
        Op op = node.op();
        boolean cheap = op instanceof Elementwise && !op.isDear()
                || op instanceof Broadcast
                || op instanceof Reshape
                || op instanceof Constant
                || op instanceof Iota
                || op instanceof Slice && step.node(node.input(0)).op() instanceof Leaf;
        return !cheap && node.type().dtype() == DType.F32;
    }

    /** A value of the step forward for all steps: one more output of that loop. */
    private int kept(int node) {
        List<Result> results = new ArrayList<>(scan.body().results());
        results.add(new Result(Result.Kind.OUTPUT, "kept" + node, node));
        return loop(scan.body().withResults(results), scan.before(0));
    }

    /** A value for all steps, the steps' axis as in a sequence; it is there once the loop back is whole. */
    IntSupplier stack(int id) {
        return stacked.computeIfAbsent(id, key -> {
            Node node = step.node(id);
            if (id >= forward) {
                int slot = back.output(move(id));
                return () -> back.result(slot);
            }
            int all = node.op() instanceof Leaf leaf ? allSteps(input(leaf)) : kept(id);
            return () -> all;
        });
    }

    /** Whether a value differs from step to step. */
    boolean changes(int id) {
        Node node = step.node(id);
        boolean given =
                id < forward && node.op() instanceof Leaf leaf && input(leaf) >= scan.carries() + scan.sequences();
        return node.op() instanceof Leaf ? !given : node.inputs().stream().anyMatch(this::changes);
    }
}
