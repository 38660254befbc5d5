package dev.nnc.compiler.semantic;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.Divide;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Multiply;
import dev.nnc.compiler.ir.op.Negate;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.ir.op.Subtract;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Tells a loss that adds up over the examples of a batch, and so grows with their number, from one that is a mean over them. */
final class SummedLoss {
    private final Graph graph;
    /** Nodes that are different in another batch. */
    private final BitSet batched = new BitSet();
    /** What is known already: a value that meets itself again and again is looked at once. */
    private final Map<Integer, Boolean> known = new HashMap<>();

    private SummedLoss(Graph graph) {
        this.graph = graph;
        for (Node node : graph.nodes()) {
            boolean count = node.op() instanceof Leaf leaf && leaf.kind() == Leaf.Kind.COUNT;
            boolean fromBatch = node.inputs().stream().anyMatch(batched::get);
            batched.set(node.id(), count || fromBatch || node.type().hasBatch());
        }
    }

    /** Whether the batch scalar {@code loss} is a sum over examples, or such sums with constant factors and terms. */
    static boolean is(Graph graph, int loss) {
        return new SummedLoss(graph).isSum(loss);
    }

    private boolean isSum(int id) {
        Boolean before = known.get(id);
        if (before != null) {
            return before;
        }
        boolean sum = isSum(graph.node(id));
        known.put(id, sum);
        return sum;
    }

    private boolean isSum(Node node) {
        if (node.op() instanceof Reduce reduce) {
            return reduce.kind() == Reduce.Kind.SUM
                    && (graph.node(node.input(0)).type().hasBatch() || isSum(node.input(0)));
        }
        if (node.op() instanceof Add || node.op() instanceof Subtract) {
            return isSum(node.input(0)) && isSumOrConstant(node.input(1))
                    || isSumOrConstant(node.input(0)) && isSum(node.input(1));
        }
        if (node.op() instanceof Multiply) {
            return isSum(node.input(0)) && !batched.get(node.input(1))
                    || !batched.get(node.input(0)) && isSum(node.input(1));
        }
        return node.op() instanceof Negate && isSum(node.input(0))
                || node.op() instanceof Divide && isSum(node.input(0)) && !batched.get(node.input(1));
    }

    private boolean isSumOrConstant(int id) {
        return !batched.get(id) || isSum(id);
    }
}
