package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Multiply;
import dev.nnc.compiler.ir.op.Negate;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.ir.op.Reshape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Reductions of fewer elements. */
final class ReductionRules {
    static final List<Rule> ALL =
            List.of(ReductionRules::single, ReductionRules::nested, ReductionRules::repeated, ReductionRules::scaled);

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

    /** Over an axis along which a value only repeats, a sum is a multiple, and an extremum is the value. */
    private static int repeated(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Reduce reduce && graph.node(inputs[0]).op() instanceof Broadcast broadcast)) {
            return Rule.NONE;
        }
        boolean sum = reduce.kind() == Reduce.Kind.SUM;
        List<Integer> gone = reduce.axes().stream()
                .filter(broadcast::isNew)
                .filter(axis -> !sum || broadcast.target().get(axis) instanceof Axis.Fixed)
                .toList();
        if (gone.isEmpty()) {
            return Rule.NONE;
        }
        double times = gone.stream()
                .mapToDouble(axis -> sum ? broadcast.target().get(axis).extent(1) : 1)
                .reduce(1, (a, b) -> a * b);
        List<Integer> left = kept(broadcast.target().size(), gone);
        Broadcast fewer = new Broadcast(
                left.stream().map(broadcast.target()::get).toList(),
                broadcast.places().stream().map(left::indexOf).toList());
        int repeated = graph.add(fewer, graph.input(inputs[0]));
        List<Integer> axes = reduce.axes().stream()
                .filter(axis -> !gone.contains(axis))
                .map(left::indexOf)
                .toList();
        int rest = axes.isEmpty() ? repeated : graph.add(new Reduce(reduce.kind(), axes), repeated);
        return graph.add(new Multiply(), rest, graph.constant(times, graph.type(rest)));
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
}
