package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.op.Compare;
import dev.nnc.compiler.ir.op.Pool;
import dev.nnc.compiler.ir.op.PoolIndex;
import dev.nnc.compiler.ir.op.PoolScatter;
import dev.nnc.compiler.ir.op.Pooling;
import dev.nnc.compiler.ir.op.Select;
import java.util.List;

/** What masks a pool's gradient masks the few numbers before they are spread over their windows. */
final class PoolRules {
    static final List<Rule> ALL = List.of(PoolRules::masked);

    private PoolRules() {}

    /**
     * {@code z <= 0 ? 0 : scatter(g, index(relu(z))) = scatter(max(relu(z)) <= 0 ? 0 : g, index(relu(z)))}: the element that
     * was the largest is the maximum, also where it is NaN.
     */
    private static int masked(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Select) || !graph.is(inputs[1], 0) || !isCut(graph, inputs[0])) {
            return Rule.NONE;
        }
        PoolScatter scatter = graph.match(inputs[2], PoolScatter.class).orElse(null);
        if (scatter == null) {
            return Rule.NONE;
        }
        int few = graph.input(inputs[2]);
        int index = graph.node(inputs[2]).input(1);
        if (!graph.is(index, PoolIndex.class) || !isRectified(graph, graph.input(index), inputs[0])) {
            return Rule.NONE;
        }
        Pooling pooling = graph.match(index, PoolIndex.class).orElseThrow().pooling();
        int most = graph.add(new Pool(Pool.Kind.MAX, pooling), graph.input(index));
        int zero = graph.constant(0, graph.type(few));
        int cut = graph.add(new Compare(Compare.Relation.LE), most, zero);
        return graph.add(scatter, graph.add(new Select(), cut, zero, few), index);
    }

    private static boolean isCut(Rewriter graph, int mask) {
        return graph.node(mask).op() instanceof Compare compare
                && compare.relation() == Compare.Relation.LE
                && graph.is(graph.node(mask).input(1), 0);
    }

    /** Whether a value is what a mask looks at, cut off by that mask. */
    private static boolean isRectified(Rewriter graph, int value, int mask) {
        List<Integer> choice = graph.node(value).inputs();
        return graph.is(value, Select.class)
                && choice.get(0) == mask
                && graph.is(choice.get(1), 0)
                && choice.get(2) == graph.input(mask);
    }
}
