package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.ir.op.Multiply;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import java.util.List;

/**
 * Joins one more element to a reduction: a sum of products by a fused multiply-add. A product that is computed again is
 * rounded as if it had been stored, so that storing it changes no bit.
 */
final class Joining {
    private Joining() {}

    /**
     * The reduction so far, joined with the lanes of {@code node}.
     *
     * @param index where the lanes are, one entry for each axis of {@code node}
     */
    static Expr join(Reduce.Kind kind, Graph graph, Values values, int node, List<Index> index, Frame frame, Expr sum) {
        Node reduced = graph.node(node);
        if (kind == Reduce.Kind.SUM && reduced.op() instanceof Multiply && values.isOwn(node)) {
            Expr left = values.value(reduced.input(0), index, frame);
            Expr right = values.value(reduced.input(1), index, frame);
            return Exprs.fma(Exprs.lanes(left), Exprs.lanes(right), sum);
        }
        Expr value = Exprs.lanes(values.value(node, index, frame));
        return switch (kind) {
            case SUM -> Exprs.add(sum, value);
            case MAX -> Exprs.choose(Exprs.compare(Relation.GT, value, sum), value, sum);
            case MIN -> Exprs.choose(Exprs.compare(Relation.LT, value, sum), value, sum);
        };
    }
}
