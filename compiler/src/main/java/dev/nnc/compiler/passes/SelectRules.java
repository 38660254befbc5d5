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

    /** {@code (c ? a : 0) + (c ? 0 : b) = c ? a : b}. */
    private static int joined(Rewriter graph, Op op, int... inputs) {
        boolean choices = op instanceof Add
                && graph.is(inputs[0], Select.class)
                && graph.is(inputs[1], Select.class)
                && graph.input(inputs[0]) == graph.input(inputs[1]);
        if (!choices) {
            return Rule.NONE;
        }
        List<Integer> first = graph.node(inputs[0]).inputs();
        List<Integer> second = graph.node(inputs[1]).inputs();
        if (graph.is(first.get(2), 0) && graph.is(second.get(1), 0)) {
            return graph.add(new Select(), first.get(0), first.get(1), second.get(2));
        }
        if (graph.is(first.get(1), 0) && graph.is(second.get(2), 0)) {
            return graph.add(new Select(), first.get(0), second.get(1), first.get(2));
        }
        return Rule.NONE;
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
