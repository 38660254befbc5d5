package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Reduce;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Splits reductions so that each runs either along the last axis alone, across lanes, or along earlier axes alone, lane by
 * lane. Where an axis that stays lies among those that are reduced, lanes are added up at the very end: there are as many sums
 * across lanes as elements of that axis, in place of as many as lines.
 */
final class SplitReductions extends Rewriter {
    private SplitReductions(Graph graph) {
        super(graph);
    }

    static Graph split(Graph graph) {
        return new SplitReductions(graph).run();
    }

    @Override
    protected int rewrite(Node node, int[] inputs) {
        if (!(node.op() instanceof Reduce reduce)) {
            return keep(node, inputs);
        }
        int value = inputs[0];
        List<Integer> axes = reduce.axes();
        if (surround(axes, after.type(value).rank())) {
            int last = after.type(value).rank() - 1;
            List<Integer> lines = axes.stream().filter(axis -> axis != last).toList();
            int sums = add(new Reduce(reduce.kind(), lines), value);
            return add(new Reduce(reduce.kind(), List.of(last - lines.size())), sums);
        }
        while (axes.size() > 1 && axes.contains(after.type(value).rank() - 1)) {
            int last = after.type(value).rank() - 1;
            value = add(new Reduce(reduce.kind(), List.of(last)), value);
            axes = axes.stream().filter(axis -> axis != last).toList();
        }
        return add(new Reduce(reduce.kind(), axes), value);
    }

    /** Whether axes in front of one that stays, and the last of all, are reduced. */
    private static boolean surround(List<Integer> axes, int rank) {
        int first = Collections.min(axes);
        return axes.contains(rank - 1) && IntStream.range(first, rank).anyMatch(axis -> !axes.contains(axis));
    }
}
