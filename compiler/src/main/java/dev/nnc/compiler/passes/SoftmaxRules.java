package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Divide;
import dev.nnc.compiler.ir.op.Multiply;
import dev.nnc.compiler.ir.op.Negate;
import dev.nnc.compiler.ir.op.Reduce;
import java.util.List;

/**
 * The gradient of a softmax in terms of its weights alone: the way back then reads neither exponentials nor their sum, which
 * the forward pass need not keep.
 *
 * <p>Where the sum is 0 or infinite, one form may be NaN and the other an infinity.
 */
final class SoftmaxRules {
    static final List<Rule> ALL = List.of(SoftmaxRules::gradient);

    private SoftmaxRules() {}

    /** {@code (g / s - sum(g / s * w)) * e = (g - sum(g * w)) * w} with {@code w = e / s}, which is the same along the sum. */
    private static int gradient(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Multiply && graph.is(inputs[0], Add.class))) {
            return Rule.NONE;
        }
        Node difference = graph.node(inputs[0]);
        Node quotient = graph.node(difference.input(0));
        Node spread = graph.node(difference.input(1));
        if (!(quotient.op() instanceof Divide
                && spread.op() instanceof Broadcast
                && graph.is(graph.input(spread.id()), Negate.class))) {
            return Rule.NONE;
        }
        Node sum = graph.node(graph.input(graph.input(spread.id())));
        if (!(sum.op() instanceof Reduce reduce
                && reduce.kind() == Reduce.Kind.SUM
                && isProduct(graph, sum.input(0), quotient.id())
                && graph.repeats(quotient.input(1), reduce)
                && graph.repeats(spread.id(), reduce))) {
            return Rule.NONE;
        }
        int weights = graph.node(sum.input(0)).input(1);
        if (!isQuotient(graph, weights, inputs[1], quotient.input(1))) {
            return Rule.NONE;
        }
        int g = quotient.input(0);
        int total = graph.add(sum.op(), graph.add(new Multiply(), g, weights));
        int less = graph.add(spread.op(), graph.add(new Negate(), total));
        return graph.add(new Multiply(), graph.add(new Add(), g, less), weights);
    }

    private static boolean isProduct(Rewriter graph, int value, int first) {
        return graph.is(value, Multiply.class) && graph.input(value) == first;
    }

    private static boolean isQuotient(Rewriter graph, int value, int dividend, int divisor) {
        Node node = graph.node(value);
        return node.op() instanceof Divide && node.input(0) == dividend && node.input(1) == divisor;
    }
}
