package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Reduce;
import java.util.List;

/**
 * Splits reductions so that each runs either along the last axis alone, across lanes, or along earlier axes alone, lane by
 * lane.
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
        while (axes.size() > 1 && axes.contains(after.type(value).rank() - 1)) {
            int last = after.type(value).rank() - 1;
            value = add(new Reduce(reduce.kind(), List.of(last)), value);
            axes = axes.stream().filter(axis -> axis != last).toList();
        }
        return add(new Reduce(reduce.kind(), axes), value);
    }
}
