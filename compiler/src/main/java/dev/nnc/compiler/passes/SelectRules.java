package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.Multiply;
import dev.nnc.compiler.ir.op.Negate;
import dev.nnc.compiler.ir.op.Select;
import java.util.List;

/** Arithmetic on choices, as the gradients of functions in pieces bring it. */
final class SelectRules {
    static final List<Rule> ALL = List.of(SelectRules::joined, SelectRules::scaled);

    private SelectRules() {}

    /** {@code (c ? a : 0) + (c ? b : d) = c ? a + b : d}, and so where they are the last of a longer sum. */
    private static int joined(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Add)) {
            return Rule.NONE;
        }
        if (areAlike(graph, inputs[0], inputs[1])) {
            return joined(graph, inputs[0], inputs[1]);
        }
        if (graph.is(inputs[0], Add.class)) {
            List<Integer> before = graph.node(inputs[0]).inputs();
            if (areAlike(graph, before.get(1), inputs[1])) {
                return graph.add(new Add(), before.get(0), joined(graph, before.get(1), inputs[1]));
            }
        }
        return Rule.NONE;
    }

    /** Whether two values are choices by one condition, and the sum of at least one side costs nothing. */
    private static boolean areAlike(Rewriter graph, int first, int second) {
        return graph.is(first, Select.class)
                && graph.is(second, Select.class)
                && graph.input(first) == graph.input(second)
                && (isZeroOnOneSide(graph, first) || isZeroOnOneSide(graph, second));
    }

    private static boolean isZeroOnOneSide(Rewriter graph, int choice) {
        return graph.is(graph.node(choice).input(1), 0)
                || graph.is(graph.node(choice).input(2), 0);
    }

    private static int joined(Rewriter graph, int first, int second) {
        return graph.add(new Select(), graph.input(first), sum(graph, first, second, 1), sum(graph, first, second, 2));
    }

    private static int sum(Rewriter graph, int first, int second, int side) {
        int a = graph.node(first).input(side);
        int b = graph.node(second).input(side);
        return graph.is(a, 0) ? b : graph.add(new Add(), a, b);
    }

    /** {@code (c ? a : 0) * k = c ? a * k : 0} for a number k, and so for a sign. */
    private static int scaled(Rewriter graph, Op op, int... inputs) {
        boolean scaled = op instanceof Negate || op instanceof Multiply && graph.isSplat(inputs[1]);
        if (!scaled || !graph.is(inputs[0], Select.class)) {
            return Rule.NONE;
        }
        double factor = op instanceof Negate ? -1 : graph.splat(inputs[1]);
        List<Integer> choice = graph.node(inputs[0]).inputs();
        boolean zero = graph.is(choice.get(1), 0) || graph.is(choice.get(2), 0);
        return zero && Double.isFinite(factor)
                ? graph.add(
                        new Select(),
                        choice.get(0),
                        scaled(graph, choice.get(1), factor),
                        scaled(graph, choice.get(2), factor))
                : Rule.NONE;
    }

    private static int scaled(Rewriter graph, int value, double factor) {
        return graph.is(value, 0) ? value : graph.add(new Multiply(), value, graph.constant(factor, graph.type(value)));
    }
}
