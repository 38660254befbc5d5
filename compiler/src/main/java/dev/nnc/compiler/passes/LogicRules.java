package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.op.And;
import dev.nnc.compiler.ir.op.Not;
import dev.nnc.compiler.ir.op.Or;
import dev.nnc.compiler.ir.op.Select;
import java.util.List;

/** Identities of conditions and of choices. */
final class LogicRules {
    static final List<Rule> ALL = List.of(LogicRules::select, LogicRules::not, LogicRules::junction);

    private LogicRules() {}

    /** {@code true ? a : b = a, c ? a : a = a, !c ? a : b = c ? b : a}. */
    private static int select(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Select)) {
            return Rule.NONE;
        }
        int condition = inputs[0];
        if (graph.isSplat(condition)) {
            return graph.splat(condition) != 0 ? inputs[1] : inputs[2];
        }
        if (inputs[1] == inputs[2]) {
            return inputs[1];
        }
        return graph.is(condition, Not.class) ? graph.add(op, graph.input(condition), inputs[2], inputs[1]) : Rule.NONE;
    }

    /** {@code !!c = c}. */
    private static int not(Rewriter graph, Op op, int... inputs) {
        return op instanceof Not && graph.is(inputs[0], Not.class) ? graph.input(inputs[0]) : Rule.NONE;
    }

    /** {@code c && true = c, c && false = false, c || false = c, c || true = true, c && c = c}. */
    private static int junction(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof And) && !(op instanceof Or)) {
            return Rule.NONE;
        }
        double neutral = op instanceof And ? 1 : 0;
        for (int i = 0; i < 2; i++) {
            if (graph.isSplat(inputs[i])) {
                return graph.is(inputs[i], neutral) ? inputs[1 - i] : inputs[i];
            }
        }
        return inputs[0] == inputs[1] ? inputs[0] : Rule.NONE;
    }
}
