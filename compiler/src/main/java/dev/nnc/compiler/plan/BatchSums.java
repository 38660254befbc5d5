package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.ir.op.Divide;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Multiply;
import dev.nnc.compiler.ir.op.Negate;
import dev.nnc.compiler.ir.op.Random;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.ir.op.Scan;
import dev.nnc.compiler.ir.op.ScatterAdd;
import dev.nnc.compiler.ir.op.Slice;
import dev.nnc.compiler.ir.op.Subtract;
import dev.nnc.compiler.ir.op.Transpose;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks whether losses and gradients are sums over the examples of what each of them gives by itself, as they are where no layer
 * looks at the batch: then those of a batch are the sums of those of its parts.
 *
 * <p>Draws are keyed by an example's place in the batch, so a graph with any is none of these.
 */
final class BatchSums {
    private final Graph graph;
    /** The nodes that are such sums. */
    private final Set<Integer> sums = new HashSet<>();

    private BatchSums(Graph graph) {
        this.graph = graph;
    }

    /** Whether all results of a graph of losses and gradients are such sums. */
    static boolean areAllOf(Graph graph) {
        BatchSums sums = new BatchSums(graph);
        return graph.nodes().stream().allMatch(sums::visit)
                && graph.results().stream().allMatch(sums::isSum);
    }

    private boolean isSum(Result result) {
        return (result.kind() == Result.Kind.LOSS || result.kind() == Result.Kind.GRADIENT)
                && sums.contains(result.node());
    }

    /** Takes in a node; whether it keeps examples apart or is linear in their sums. */
    private boolean visit(Node node) {
        Op op = node.op();
        if (node.inputs().stream().anyMatch(sums::contains)) {
            return isLinear(op, node) && sums.add(node.id());
        } else if (op instanceof Scan scan) {
            return keepsBatch(graph, node)
                    && scan.body().nodes().stream()
                            .allMatch(inner -> isOfExamples(inner) && keepsBatch(scan.body(), inner));
        } else if (!keepsBatch(graph, node)) {
            return addsExamples(op) && sums.add(node.id());
        }
        return isOfExamples(node);
    }

    /** Whether an operator whose operands have a batch axis, and whose result has none, adds up the examples. */
    private static boolean addsExamples(Op op) {
        return op instanceof Reduce reduce && reduce.kind() == Reduce.Kind.SUM
                || op instanceof Contraction
                || op instanceof ScatterAdd;
    }

    /** Whether an element does not depend on where its example is in the batch. */
    private static boolean isOfExamples(Node node) {
        return !(node.op() instanceof Random)
                && !(node.op() instanceof Iota iota
                        && node.type().axis(iota.axis()).isBatch());
    }

    private static boolean keepsBatch(Graph graph, Node node) {
        return node.type().hasBatch() || node.inputs().stream().map(graph::type).noneMatch(TensorType::hasBatch);
    }

    private boolean isLinear(Op op, Node node) {
        List<Integer> inputs = node.inputs();
        if (node.type().hasBatch()) {
            return false;
        } else if (op instanceof Add || op instanceof Subtract) {
            return sums.containsAll(inputs);
        } else if (op instanceof Multiply || op instanceof Contraction) {
            return !sums.containsAll(inputs)
                    && inputs.stream().noneMatch(input -> graph.type(input).hasBatch());
        } else if (op instanceof Divide) {
            return !sums.contains(inputs.get(1)) && !graph.type(inputs.get(1)).hasBatch();
        }
        return op instanceof Negate
                || op instanceof Reshape
                || op instanceof Transpose
                || op instanceof Broadcast
                || op instanceof Slice
                || op instanceof Reduce reduce && reduce.kind() == Reduce.Kind.SUM;
    }
}
