package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Divide;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Multiply;
import dev.nnc.compiler.ir.op.Negate;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.ir.op.Subtract;
import java.util.List;

/**
 * What deviates from its mean sums to 0, as in the gradient of a normalisation.
 *
 * <p>The sum would be NaN where an element is not finite. Then every deviation is NaN as well, and so is all that a network
 * computes of them.
 */
final class DeviationRules {
    static final List<Rule> ALL = List.of(DeviationRules::sum);

    /** How deep two values may be made of the same operators to be seen as equal. */
    private static final int DEPTH = 6;

    private DeviationRules() {}

    /** {@code sum(x - mean(x)) = 0, sum(a + (x - mean(x)) * c) = sum(a)}. */
    private static int sum(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Reduce reduce && reduce.kind() == Reduce.Kind.SUM)) {
            return Rule.NONE;
        }
        int x = inputs[0];
        if (sumsToNothing(graph, x, reduce)) {
            return graph.constant(0, graph.type(op, inputs));
        }
        if (graph.is(x, Add.class)) {
            for (int side = 0; side < 2; side++) {
                if (sumsToNothing(graph, graph.node(x).input(side), reduce)) {
                    return graph.add(op, graph.node(x).input(1 - side));
                }
            }
        }
        return Rule.NONE;
    }

    /** Whether a value is deviations from their mean over the axes, times what is the same along them. */
    private static boolean sumsToNothing(Rewriter graph, int value, Reduce sum) {
        Node node = graph.node(value);
        if (node.op() instanceof Multiply) {
            return graph.repeats(node.input(0), sum) && sumsToNothing(graph, node.input(1), sum)
                    || graph.repeats(node.input(1), sum) && sumsToNothing(graph, node.input(0), sum);
        }
        boolean less = node.op() instanceof Subtract;
        return (less || node.op() instanceof Add)
                && graph.repeats(node.input(1), sum)
                && isMean(graph, graph.input(node.input(1)), !less, node.input(0), sum);
    }

    /** Whether a value is the mean of another one, or what the mean is the negative of. */
    private static boolean isMean(Rewriter graph, int mean, boolean negative, int of, Reduce sum) {
        Node node = graph.node(mean);
        if (node.op() instanceof Negate) {
            return negative && isMean(graph, node.input(0), false, of, sum);
        }
        double count = fixedCount(graph.type(of), sum);
        int dividend = mean;
        boolean turned = false;
        if (node.op() instanceof Divide && isCount(graph, node.input(1), count, graph.type(of), sum)) {
            turned = graph.is(node.input(0), Negate.class);
            dividend = turned ? graph.input(node.input(0)) : node.input(0);
        } else if (node.op() instanceof Multiply
                && !graph.type(of).axis(sum.axes().get(0)).isBatch()) {
            turned = graph.is(node.input(1), -1 / count);
            dividend = turned || graph.is(node.input(1), 1 / count) ? node.input(0) : mean;
        }
        return dividend != mean && turned == negative && same(graph, dividend, graph.add(sum, of), DEPTH);
    }

    /** How many elements are summed of each example; NaN where that differs from one example to the next. */
    private static double fixedCount(TensorType summed, Reduce sum) {
        return sum.axes().stream()
                .map(summed::axis)
                .filter(axis -> !axis.isBatch())
                .mapToDouble(axis -> axis instanceof Axis.Fixed fixed ? fixed.size() : Double.NaN)
                .reduce(1, (a, b) -> a * b);
    }

    /** Whether a value is, in each element, how many elements are summed. */
    private static boolean isCount(Rewriter graph, int value, double fixed, TensorType summed, Reduce sum) {
        int count = graph.is(value, Broadcast.class) ? graph.input(value) : value;
        if (!summed.axis(sum.axes().get(0)).isBatch()) {
            return graph.is(count, fixed);
        }
        boolean scaled =
                graph.is(count, Multiply.class) && graph.is(graph.node(count).input(1), fixed);
        return scaled ? isBatch(graph, graph.input(count)) : fixed == 1 && isBatch(graph, count);
    }

    private static boolean isBatch(Rewriter graph, int value) {
        return graph.node(value).op() instanceof Leaf leaf && leaf.kind() == Leaf.Kind.COUNT;
    }

    /** Whether two values are computed alike from the same nodes. */
    private static boolean same(Rewriter graph, int a, int b, int depth) {
        if (a == b) {
            return true;
        }
        Node first = graph.node(a);
        Node second = graph.node(b);
        boolean alike = depth > 0
                && first.op().equals(second.op())
                && first.inputs().size() == second.inputs().size()
                && !first.inputs().isEmpty();
        for (int i = 0; alike && i < first.inputs().size(); i++) {
            alike = same(graph, first.input(i), second.input(i), depth - 1);
        }
        return alike;
    }
}
