package dev.nnc.compiler.semantic.library.metric;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.Divide;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Multiply;
import dev.nnc.compiler.ir.op.Negate;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.ir.op.Subtract;
import dev.nnc.compiler.semantic.builtin.MetricValue;
import dev.nnc.compiler.semantic.library.loss.Reduction;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/**
 * Takes a batch scalar apart into a value of each example whose mean over the batch it is, so that it can be averaged over a
 * whole split. That works for sums, differences and constant multiples of means over the batch.
 */
public final class BatchMean {
    private final GraphBuilder graph;
    private final Arithmetic math;
    private final BitSet batched = new BitSet();

    private BatchMean(GraphBuilder graph) {
        this.graph = graph;
        this.math = new Arithmetic(graph);
        for (int id = 0; id < graph.size(); id++) {
            boolean fromBatch = graph.node(id).inputs().stream().anyMatch(batched::get);
            batched.set(id, fromBatch || graph.type(id).hasBatch() || isCount(graph.node(id)));
        }
    }

    /**
     * The metric that a value is: its mean over all elements of all examples.
     *
     * @param value a value of each example, or a mean over the batch
     * @return empty when a batch scalar is no sum of means over the batch
     */
    public static Optional<MetricValue> metric(GraphBuilder graph, int value) {
        if (graph.type(value).hasBatch()) {
            return Optional.of(Statistics.sumAndCount(graph, "MEAN", value));
        }
        OptionalInt each = new BatchMean(graph).example(value);
        return each.isPresent()
                ? Optional.of(Statistics.sumAndCount(graph, "MEAN", each.getAsInt()))
                : Optional.empty();
    }

    private static boolean isCount(Node node) {
        return node.op() instanceof Leaf leaf && leaf.kind() == Leaf.Kind.COUNT;
    }

    /** A node {@code f32[b]} whose mean over the batch is the scalar {@code id}. */
    private OptionalInt example(int id) {
        Node node = graph.node(id);
        if (!batched.get(id)) {
            return OptionalInt.of(math.broadcastTo(id, List.of(Axis.BATCH)));
        }
        if (node.op() instanceof Add || node.op() instanceof Subtract) {
            OptionalInt a = example(node.input(0));
            OptionalInt b = example(node.input(1));
            boolean both = a.isPresent() && b.isPresent();
            return both ? OptionalInt.of(graph.add(node.op(), a.getAsInt(), b.getAsInt())) : OptionalInt.empty();
        }
        if (node.op() instanceof Negate) {
            return map(example(node.input(0)), math::neg);
        }
        return node.op() instanceof Multiply ? product(node) : quotient(node);
    }

    private OptionalInt product(Node node) {
        int factor = batched.get(node.input(0)) ? node.input(1) : node.input(0);
        int mean = factor == node.input(0) ? node.input(1) : node.input(0);
        return batched.get(factor) ? OptionalInt.empty() : map(example(mean), each -> math.mul(each, factor));
    }

    private OptionalInt quotient(Node node) {
        if (!(node.op() instanceof Divide)) {
            return OptionalInt.empty();
        }
        int divisor = node.input(1);
        if (!batched.get(divisor)) {
            return map(example(node.input(0)), each -> math.div(each, divisor));
        }
        OptionalInt times = timesCount(divisor);
        return times.isPresent()
                ? map(total(node.input(0)), each -> math.div(each, times.getAsInt()))
                : OptionalInt.empty();
    }

    /** What the number of examples is multiplied with to give {@code id}. */
    private OptionalInt timesCount(int id) {
        Node node = graph.node(id);
        if (isCount(node)) {
            return OptionalInt.of(math.scalar(1));
        }
        if (node.op() instanceof Multiply && isCount(graph.node(node.input(0))) && !batched.get(node.input(1))) {
            return OptionalInt.of(node.input(1));
        }
        return OptionalInt.empty();
    }

    /** A node {@code f32[b]} whose sum over the batch is the scalar {@code id}. */
    private OptionalInt total(int id) {
        Node node = graph.node(id);
        boolean sum = node.op() instanceof Reduce reduce && reduce.kind() == Reduce.Kind.SUM;
        if (!sum || !graph.type(node.input(0)).hasBatch()) {
            return OptionalInt.empty();
        }
        int summed = node.input(0);
        return OptionalInt.of(Reduction.ofExamples(graph, summed));
    }

    private static OptionalInt map(OptionalInt node, IntUnaryOperator formula) {
        return node.isPresent() ? OptionalInt.of(formula.applyAsInt(node.getAsInt())) : node;
    }
}
