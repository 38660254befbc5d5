package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.Concat;
import dev.nnc.compiler.ir.op.Pad;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sums of padded values that do not overlap, as the gradients of slices make them, are the values side by side. */
final class PadRules {
    static final List<Rule> ALL = List.of(PadRules::joined);

    private PadRules() {}

    private static int joined(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Add)) {
            return Rule.NONE;
        }
        List<Integer> terms = terms(graph, inputs);
        if (terms.isEmpty()) {
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

    /**
     * The padded values of which a sum is made; none where something else is in it, or where one is in it twice and so overlaps
     * itself.
     */
    private static List<Integer> terms(Rewriter graph, int... summands) {
        Set<Integer> seen = new LinkedHashSet<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (int summand : summands) {
            open.add(summand);
        }
        while (!open.isEmpty()) {
            int id = open.remove();
            boolean sum = graph.is(id, Add.class);
            if (!seen.add(id) || !sum && !graph.is(id, Pad.class)) {
                return List.of();
            }
            if (sum) {
                open.addAll(graph.node(id).inputs());
            }
        }
        seen.removeIf(id -> graph.is(id, Add.class));
        return new ArrayList<>(seen);
    }
}
