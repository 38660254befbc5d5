package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.Concat;
import dev.nnc.compiler.ir.op.Pad;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Sums of padded values that do not overlap, as the gradients of slices make them, are the values side by side. */
final class PadRules {
    static final List<Rule> ALL = List.of(PadRules::joined);

    private PadRules() {}

    private static int joined(Rewriter graph, Op op, int... inputs) {
        List<Integer> terms = new ArrayList<>();
        if (!(op instanceof Add) || !collect(graph, inputs[0], terms) || !collect(graph, inputs[1], terms)) {
            return Rule.NONE;
        }
        terms.sort(Comparator.comparing(term -> pad(graph, term).before()));
        Pad first = pad(graph, terms.get(0));
        int end = first.before();
        List<Integer> parts = new ArrayList<>();
        for (int term : terms) {
            Pad pad = pad(graph, term);
            int part = graph.input(term);
            if (pad.axis() != first.axis() || pad.before() != end) {
                return Rule.NONE;
            }
            end += ((Axis.Fixed) graph.type(part).axis(pad.axis())).size();
            parts.add(part);
        }
        int joined = graph.add(
                new Concat(first.axis()),
                parts.stream().mapToInt(Integer::intValue).toArray());
        int after = pad(graph, terms.get(terms.size() - 1)).after();
        boolean whole = first.before() == 0 && after == 0;
        return whole ? joined : graph.add(new Pad(first.axis(), first.before(), after), joined);
    }

    private static Pad pad(Rewriter graph, int id) {
        return (Pad) graph.node(id).op();
    }

    /** Whether a value is a sum of padded values alone, which are collected. */
    private static boolean collect(Rewriter graph, int id, List<Integer> terms) {
        if (graph.is(id, Add.class)) {
            return graph.node(id).inputs().stream().allMatch(input -> collect(graph, input, terms));
        }
        terms.add(id);
        return graph.is(id, Pad.class);
    }
}
