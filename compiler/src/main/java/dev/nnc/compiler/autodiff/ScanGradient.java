package dev.nnc.compiler.autodiff;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.ScanBuilder;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Scan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * Differentiates a scan by a scan in the other direction: each step computes its forward step anew from the carries before
 * it, hands the adjoints of the carries on to the step before, and adds up the gradients of what was given.
 */
final class ScanGradient {
    private final GraphBuilder graph;
    private final Scan scan;
    private final List<Integer> inputs;
    private final IntUnaryOperator adjoints;
    private final IntPredicate wanted;
    private final ScanBuilder back;

    /**
     * Prepares the gradient of a scan.
     *
     * @param node any of its results
     * @param adjoints the adjoint of each result, or {@link Op#NO_GRADIENT}
     * @param wanted the inputs, by index, whose gradients are asked for
     */
    ScanGradient(GraphBuilder graph, Node node, IntUnaryOperator adjoints, IntPredicate wanted) {
        this.graph = graph;
        this.scan = (Scan) node.op();
        this.inputs = node.inputs();
        this.adjoints = adjoints;
        this.wanted = wanted;
        this.back = new ScanBuilder(graph, "d_" + scan.body().name(), scan.steps(), !scan.backward());
    }

    /** Adds the scan back; one gradient for each input of the scan, or {@link Op#NO_GRADIENT}. */
    List<Integer> gradients() {
        List<Integer> leaves = leaves();
        int[] places = forward(leaves);
        List<Integer> results = new ArrayList<>();
        List<Integer> seeds = new ArrayList<>();
        for (int result = 0; result < scan.before(0); result++) {
            int value = places[scan.body().results().get(result).node()];
            int seed = seed(result, back.body().type(value));
            if (seed != Op.NO_GRADIENT) {
                results.add(value);
                seeds.add(seed);
            }
        }
        List<Integer> parts = Differentiate.adjoints(back.body(), results, seeds, leaves);
        List<Integer> made = new ArrayList<>();
        for (int input = 0; input < inputs.size(); input++) {
            made.add(handBack(input, parts.get(input)));
        }
        return made.stream()
                .map(slot -> slot == Op.NO_GRADIENT ? slot : back.result(slot))
                .toList();
    }

    /** What the forward step reads: the carries before each step, the sequences, and what is given. */
    private List<Integer> leaves() {
        int[] all = inputs.stream().mapToInt(Integer::intValue).toArray();
        List<Integer> leaves = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            if (i < scan.carries()) {
                leaves.add(back.sequence(graph.add(scan.withResult(scan.before(i)), all)));
            } else if (i < scan.carries() + scan.sequences()) {
                leaves.add(back.sequence(inputs.get(i)));
            } else {
                leaves.add(back.given(inputs.get(i)));
            }
        }
        return leaves;
    }

    /** Copies the forward step into the sub-graph. */
    private int[] forward(List<Integer> leaves) {
        Map<String, Integer> byName = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            byName.put(scan.leaf(i), leaves.get(i));
        }
        int[] places = new int[scan.body().nodes().size()];
        for (Node node : scan.body().nodes()) {
            List<Integer> moved = node.inputs().stream().map(id -> places[id]).toList();
            places[node.id()] = node.op() instanceof Leaf leaf
                    ? byName.get(leaf.leaf())
                    : back.body().copy(node, moved);
        }
        return places;
    }

    /** The adjoint of a result within a step: a carry's comes from the step behind, an output's from outside. */
    private int seed(int result, TensorType type) {
        if (type.dtype() != DType.F32) {
            return Op.NO_GRADIENT;
        }
        int adjoint = adjoints.applyAsInt(result);
        if (result < scan.carries()) {
            return back.carry(adjoint == Op.NO_GRADIENT ? graph.constant(0, type) : adjoint);
        }
        return adjoint == Op.NO_GRADIENT ? Op.NO_GRADIENT : back.sequence(adjoint);
    }

    /** Hands the gradient of an input out of the step; where it is found among the results of the scan back. */
    private int handBack(int input, int part) {
        if (back.body().type(part).dtype() != DType.F32) {
            return Op.NO_GRADIENT;
        }
        Arithmetic math = new Arithmetic(back.body());
        if (input < scan.carries()) {
            int outside = adjoints.applyAsInt(scan.before(input));
            return back.next(outside == Op.NO_GRADIENT ? part : math.add(part, back.sequence(outside)));
        }
        if (!wanted.test(input)) {
            return Op.NO_GRADIENT;
        }
        if (input < scan.carries() + scan.sequences()) {
            return back.output(part);
        }
        int sum = back.carry(graph.constant(0, graph.type(inputs.get(input))));
        return back.next(math.add(sum, part));
    }
}
