package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Compare;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Select;
import java.util.Set;

/**
 * Lets whoever asks whether a rectified value was cut off look at the result, so that the value before need not be kept:
 * {@code z <= 0} is {@code relu(z) <= 0}, also for NaN.
 */
final class MaskFromOutput extends Rewriter {
    private static final Set<Compare.Relation> CUTS = Set.of(Compare.Relation.LE, Compare.Relation.GT);

    private MaskFromOutput(Graph graph) {
        super(graph);
    }

    static Graph rewrite(Graph graph) {
        return new MaskFromOutput(graph).run();
    }

    @Override
    protected int rewrite(Node node, int[] inputs) {
        int result = keep(node, inputs);
        if (node.op() instanceof Select && isRectifier(node)) {
            Node mask = before.node(node.input(0));
            replace(node.input(0), add(mask.op(), result, becomes(mask.input(1))));
        }
        return result;
    }

    /** Whether it is {@code z <= 0 ? 0 : z} or {@code z > 0 ? z : 0} for a computed z. */
    private boolean isRectifier(Node select) {
        Node mask = before.node(select.input(0));
        if (!(mask.op() instanceof Compare compare)
                || !CUTS.contains(compare.relation())
                || before.node(mask.input(0)).op() instanceof Leaf) {
            return false;
        }
        boolean cut = compare.relation() == Compare.Relation.LE;
        return select.input(cut ? 2 : 1) == mask.input(0) && isZero(mask.input(1)) && isZero(select.input(cut ? 1 : 2));
    }

    private boolean isZero(int node) {
        return before.node(node).op() instanceof Constant constant && constant.is(0);
    }
}
