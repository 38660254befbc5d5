package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.Multiply;
import dev.nnc.compiler.ir.op.Subtract;
import java.util.List;

/**
 * What the terms of a sum begin with is taken out, as in the gradient of {@code x * gate(x)}: of such an activation, the forward
 * pass then keeps its derivative alone.
 *
 * <p>Where the factor is infinite, products that would add up to NaN may become an infinity.
 */
final class FactorRules {
    /** A longer product stays: squares of squares have twice as many factors with each, and taking them all out never ends. */
    private static final int MOST_FACTORS = 8;

    static final List<Rule> ALL = List.of(FactorRules::sum);

    private FactorRules() {}

    /** {@code x * a + x * b = x * (a + b)}, and the same for a difference and longer products. */
    private static int sum(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Add || op instanceof Subtract)) {
            return Rule.NONE;
        }
        int factor = first(graph, inputs[0]);
        boolean common = factor == first(graph, inputs[1])
                && graph.is(inputs[0], Multiply.class)
                && graph.is(inputs[1], Multiply.class)
                && !graph.is(factor, Multiply.class)
                && !graph.isSplat(factor);
        return common
                ? graph.add(new Multiply(), factor, graph.add(op, rest(graph, inputs[0]), rest(graph, inputs[1])))
                : Rule.NONE;
    }

    /** What a product begins with; of one of too many factors, a product. */
    private static int first(Rewriter graph, int value) {
        int first = value;
        for (int factors = 1; factors < MOST_FACTORS && graph.is(first, Multiply.class); factors++) {
            first = graph.input(first);
        }
        return first;
    }

    /** A product without what it begins with. */
    private static int rest(Rewriter graph, int product) {
        Node node = graph.node(product);
        return graph.is(node.input(0), Multiply.class)
                ? graph.add(node.op(), rest(graph, node.input(0)), node.input(1))
                : node.input(1);
    }
}
