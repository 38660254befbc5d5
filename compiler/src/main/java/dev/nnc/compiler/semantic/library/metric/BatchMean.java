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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/**
 * Takes a batch scalar apart into what it is a mean of, so that it can be averaged over a whole split. That works for the sum
 * of some numbers of all examples over the sum of others, and for sums, differences and constant multiples of means over the
 * examples.
 */
public final class BatchMean {
    private final GraphBuilder graph;
    private final Arithmetic math;
    /** Nodes that are different in another batch. */
    private final BitSet batched = new BitSet();
    /** Nodes in which the examples of a batch meet. */
    private final BitSet mixed = new BitSet();
    /** The means that are taken apart already: a value that meets itself again and again is looked at once. */
    private final Map<Integer, OptionalInt> known = new HashMap<>();

    private BatchMean(GraphBuilder graph) {
        this.graph = graph;
        this.math = new Arithmetic(graph);
        for (int id = 0; id < graph.size(); id++) {
            Node node = graph.node(id);
            boolean fromBatch = node.inputs().stream().anyMatch(batched::get);
            batched.set(id, fromBatch || node.type().hasBatch() || isCount(node));
            boolean fromMixed = node.inputs().stream().anyMatch(mixed::get);
            mixed.set(id, fromMixed || batched.get(id) && !node.type().hasBatch());
        }
    }

    /**
     * The metric that a value is: its mean over all elements of all examples.
     *
     * @param value a value of each example, or a mean over the batch
     * @return empty when a batch scalar is no such mean
     */
    public static Optional<MetricValue> metric(GraphBuilder graph, int value) {
        BatchMean batch = new BatchMean(graph);
        if (graph.type(value).hasBatch()) {
            return batch.mixed.get(value) ? Optional.empty() : Optional.of(mean(graph, value));
        }
        return batch.ratio(value).or(() -> batch.ofExamples(value));
    }

    private Optional<MetricValue> ofExamples(int value) {
        OptionalInt each = example(value);
        return each.isPresent() ? Optional.of(mean(graph, each.getAsInt())) : Optional.empty();
    }

    private static MetricValue mean(GraphBuilder graph, int values) {
        return Statistics.sumAndCount(graph, "MEAN", values);
    }

    /** The sum of some numbers of all examples over the sum of others. */
    private Optional<MetricValue> ratio(int id) {
        Node node = graph.node(id);
        if (!(node.op() instanceof Divide)) {
            return Optional.empty();
        }
        OptionalInt above = total(node.input(0));
        OptionalInt below = total(node.input(1));
        if (above.isEmpty() || below.isEmpty()) {
            return Optional.empty();
        }
        int statistics = Statistics.columns(graph, above.getAsInt(), below.getAsInt());
        return Optional.of(new MetricValue("MEAN", statistics, List.of()));
    }

    private static boolean isCount(Node node) {
        return node.op() instanceof Leaf leaf && leaf.kind() == Leaf.Kind.COUNT;
    }

    /** A node {@code f32[b]} whose mean over the batch is the scalar {@code id}. */
    private OptionalInt example(int id) {
        OptionalInt before = known.get(id);
        if (before != null) {
            return before;
        }
        OptionalInt each = takeApart(id);
        known.put(id, each);
        return each;
    }

    private OptionalInt takeApart(int id) {
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
        boolean ofExamples = sum && graph.type(node.input(0)).hasBatch() && !mixed.get(node.input(0));
        return ofExamples ? OptionalInt.of(Reduction.ofExamples(graph, node.input(0))) : OptionalInt.empty();
    }

    private static OptionalInt map(OptionalInt node, IntUnaryOperator formula) {
        return node.isPresent() ? OptionalInt.of(formula.applyAsInt(node.getAsInt())) : node;
    }
}
