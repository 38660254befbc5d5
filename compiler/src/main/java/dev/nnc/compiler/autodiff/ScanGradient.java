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
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Differentiates a scan by a scan in the other direction, which hands the adjoints of the carries on to the step before. What
 * a step back needs of the step forward, that one hands out of its loop; the gradients of what was given to all steps are
 * computed behind the loop, from all steps at once.
 */
final class ScanGradient {
    private final GraphBuilder graph;
    private final Scan scan;
    private final List<Integer> inputs;
    private final IntUnaryOperator adjoints;
    private final IntPredicate wanted;
    /** The step forward, and behind it what computes its adjoints, before that is divided among the loops. */
    private final GraphBuilder step;

    private final ScanBuilder back;
    private final BackStep moved;

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
        step = GraphBuilder.continuing(scan.body());
        back = new ScanBuilder(graph, "d_" + scan.body().name(), scan.steps(), !scan.backward());
        moved = new BackStep(graph, node, step, back);
    }

    /** Adds the scan back; one gradient for each input of the scan, or {@link Op#NO_GRADIENT}. */
    List<Integer> gradients() {
        List<Integer> leaves = IntStream.range(0, inputs.size())
                .map(this::leaf)
                .filter(leaf -> leaf >= 0)
                .boxed()
                .toList();
        List<Integer> results = new ArrayList<>();
        List<Integer> seeds = new ArrayList<>();
        for (int result = 0; result < scan.before(0); result++) {
            int value = scan.body().results().get(result).node();
            int seed = seed(result, step.type(value));
            if (seed != Op.NO_GRADIENT) {
                results.add(value);
                seeds.add(seed);
            }
        }
        List<Integer> parts = Differentiate.adjoints(step, results, seeds, leaves);
        List<IntSupplier> made = new ArrayList<>();
        for (int input = 0; input < inputs.size(); input++) {
            int place = leaves.indexOf(leaf(input));
            made.add(handBack(input, place < 0 ? Op.NO_GRADIENT : parts.get(place)));
        }
        return made.stream().map(IntSupplier::getAsInt).toList();
    }

    /** The leaf of an input in the step; -1 where the step does not read it. */
    private int leaf(int input) {
        return scan.body().nodes().stream()
                .filter(node -> node.op() instanceof Leaf leaf && leaf.leaf().equals(scan.leaf(input)))
                .mapToInt(Node::id)
                .findFirst()
                .orElse(-1);
    }

    /** The adjoint of a result within a step: a carry's comes from the step behind, an output's from outside. */
    private int seed(int result, TensorType type) {
        int adjoint = adjoints.applyAsInt(result);
        boolean carry = result < scan.carries();
        if (type.dtype() != DType.F32 || !carry && adjoint == Op.NO_GRADIENT) {
            return Op.NO_GRADIENT;
        }
        int seed = step.add(new Leaf(Leaf.Kind.INPUT, "adjoint" + result, type));
        if (carry) {
            moved.put(seed, back.carry(adjoint == Op.NO_GRADIENT ? graph.constant(0, type) : adjoint));
        } else {
            moved.putSequence(seed, adjoint);
        }
        return seed;
    }

    /** Hands the gradient of an input out of the step; says where it is found once the loop back is whole. */
    private IntSupplier handBack(int input, int part) {
        if (graph.type(inputs.get(input)).dtype() != DType.F32) {
            return () -> Op.NO_GRADIENT;
        } else if (input < scan.carries()) {
            return handOn(input, part);
        } else if (part == Op.NO_GRADIENT || !wanted.test(input)) {
            return () -> Op.NO_GRADIENT;
        } else if (input < scan.carries() + scan.sequences()) {
            int slot = back.output(moved.move(part));
            return () -> back.result(slot);
        }
        return new SumOverSteps(graph, step, moved).of(part);
    }

    /** The adjoint of a carry, for the step before. */
    private IntSupplier handOn(int carry, int part) {
        Arithmetic math = new Arithmetic(back.body());
        int own = part == Op.NO_GRADIENT ? back.body().constant(0, graph.type(inputs.get(carry))) : moved.move(part);
        int outside = adjoints.applyAsInt(scan.before(carry));
        int slot = back.next(outside == Op.NO_GRADIENT ? own : math.add(own, back.sequence(outside)));
        return () -> back.result(slot);
    }
}
