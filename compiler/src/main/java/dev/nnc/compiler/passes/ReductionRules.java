package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Multiply;
import dev.nnc.compiler.ir.op.Negate;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.ir.op.Reshape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/** Reductions of fewer elements. */
final class ReductionRules {
    static final List<Rule> ALL = List.of(
            ReductionRules::single,
            ReductionRules::nested,
            ReductionRules::repeated,
            ReductionRules::scaled,
            ReductionRules::factored);

    private static final int MOST_FACTORS = 64;

    private ReductionRules() {}

    /** Over axes of one element there is nothing to reduce. */
    private static int single(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Reduce reduce)) {
            return Rule.NONE;
        }
        TensorType type = graph.type(inputs[0]);
        boolean single = reduce.axes().stream().allMatch(axis -> type.axis(axis).equals(Axis.of(1)));
        return single ? graph.add(new Reshape(graph.type(op, inputs).axes()), inputs[0]) : Rule.NONE;
    }

    /** A sum of sums is one sum, and so with maxima and minima. */
    private static int nested(Rewriter graph, Op op, int... inputs) {
        boolean nested = op instanceof Reduce outer
                && graph.node(inputs[0]).op() instanceof Reduce inner
                && inner.kind() == outer.kind();
        if (!nested) {
            return Rule.NONE;
        }
        Reduce outer = (Reduce) op;
        Reduce inner = (Reduce) graph.node(inputs[0]).op();
        int source = graph.input(inputs[0]);
        List<Integer> left = kept(graph.type(source).rank(), inner.axes());
        List<Integer> all = new ArrayList<>(inner.axes());
        outer.axes().forEach(axis -> all.add(left.get(axis)));
        return graph.add(new Reduce(outer.kind(), all.stream().sorted().toList()), source);
    }

    private static List<Integer> kept(int rank, List<Integer> without) {
        return IntStream.range(0, rank)
                .filter(axis -> !without.contains(axis))
                .boxed()
                .toList();
    }

    /**
     * A value is reduced before it repeats; over an axis along which it repeats, a sum is a multiple, and an extremum is the
     * value. The batch alone stays: how often a value repeats there is not known yet.
     */
    private static int repeated(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Reduce reduce && graph.node(inputs[0]).op() instanceof Broadcast broadcast)) {
            return Rule.NONE;
        }
        boolean sum = reduce.kind() == Reduce.Kind.SUM;
        List<Integer> rest = reduce.axes().stream()
                .filter(axis ->
                        broadcast.isNew(axis) && sum && !(broadcast.target().get(axis) instanceof Axis.Fixed))
                .toList();
        if (rest.size() == reduce.axes().size()) {
            return Rule.NONE;
        }
        List<Integer> gone =
                reduce.axes().stream().filter(axis -> !rest.contains(axis)).toList();
        int small = reduced(graph, reduce.kind(), inner(broadcast, gone), graph.input(inputs[0]));
        List<Integer> left = kept(broadcast.target().size(), gone);
        Broadcast fewer = new Broadcast(
                left.stream().map(broadcast.target()::get).toList(),
                broadcast.places().stream()
                        .filter(left::contains)
                        .map(left::indexOf)
                        .toList());
        List<Integer> axes = rest.stream().map(left::indexOf).toList();
        int value = reduced(graph, reduce.kind(), axes, graph.add(fewer, small));
        double times = gone.stream()
                .filter(axis -> sum && broadcast.isNew(axis))
                .mapToDouble(axis -> broadcast.target().get(axis).extent(1))
                .reduce(1, (a, b) -> a * b);
        return graph.add(new Multiply(), value, graph.constant(times, graph.type(value)));
    }

    /** The axes of the value that repeats, among axes of what it becomes. */
    private static List<Integer> inner(Broadcast broadcast, List<Integer> axes) {
        return axes.stream()
                .filter(axis -> !broadcast.isNew(axis))
                .map(broadcast.places()::indexOf)
                .toList();
    }

    private static int reduced(Rewriter graph, Reduce.Kind kind, List<Integer> axes, int value) {
        return axes.isEmpty() ? value : graph.add(new Reduce(kind, axes), value);
    }

    /** A sum of multiples is a multiple of the sum. */
    private static int scaled(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Reduce reduce && reduce.kind() == Reduce.Kind.SUM)) {
            return Rule.NONE;
        }
        int x = inputs[0];
        if (graph.is(x, Negate.class)) {
            return graph.add(new Negate(), graph.add(op, graph.input(x)));
        }
        if (graph.is(x, Multiply.class) && graph.isSplat(graph.node(x).input(1))) {
            int sum = graph.add(op, graph.input(x));
            double factor = graph.splat(graph.node(x).input(1));
            return graph.add(new Multiply(), sum, graph.constant(factor, graph.type(sum)));
        }
        return Rule.NONE;
    }

    /** Factors that are the same all along the axes are multiplied with the sum, so that more sums are of the same products. */
    private static int factored(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Reduce reduce && reduce.kind() == Reduce.Kind.SUM)) {
            return Rule.NONE;
        }
        List<Integer> same = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (int factor : factors(graph, inputs[0])) {
            (repeatsAlong(graph, factor, reduce.axes()) ? same : others).add(factor);
        }
        if (same.isEmpty() || others.isEmpty()) {
            return Rule.NONE;
        }
        int sum = graph.add(op, product(graph, others));
        List<Integer> left = kept(graph.type(inputs[0]).rank(), reduce.axes());
        List<Integer> small =
                same.stream().map(factor -> without(graph, factor, left)).toList();
        return graph.add(new Multiply(), sum, product(graph, small));
    }

    /** What a value is the product of, in order: a square of squares has more factors than there are places, so not beyond a bound. */
    private static List<Integer> factors(Rewriter graph, int value) {
        List<Integer> factors = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(value));
        while (!open.isEmpty()) {
            int next = open.pop();
            if (graph.is(next, Multiply.class) && factors.size() + open.size() < MOST_FACTORS) {
                open.push(graph.node(next).input(1));
                open.push(graph.input(next));
            } else {
                factors.add(next);
            }
        }
        return factors;
    }

    private static boolean repeatsAlong(Rewriter graph, int value, List<Integer> axes) {
        return graph.node(value).op() instanceof Broadcast broadcast
                && axes.stream().allMatch(broadcast::isNew);
    }

    /** What a broadcast is when it repeats along these axes alone. */
    private static int without(Rewriter graph, int value, List<Integer> left) {
        Broadcast broadcast = (Broadcast) graph.node(value).op();
        List<Axis> axes = left.stream().map(broadcast.target()::get).toList();
        List<Integer> places = broadcast.places().stream().map(left::indexOf).toList();
        return graph.add(new Broadcast(axes, places), graph.input(value));
    }

    private static int product(Rewriter graph, List<Integer> factors) {
        return factors.stream()
                .reduce((a, b) -> graph.add(new Multiply(), a, b))
                .orElseThrow();
    }
}
