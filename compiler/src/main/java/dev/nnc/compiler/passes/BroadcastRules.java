package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Elementwise;
import dev.nnc.compiler.ir.op.Reshape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Repeats as late as possible: what is the same along an axis is computed once. */
final class BroadcastRules {
    static final List<Rule> ALL = List.of(BroadcastRules::broadcast, BroadcastRules::elementwise);

    private static final Axis ONE = Axis.of(1);

    private BroadcastRules() {}

    /** Broadcasts that repeat nothing, and two in a row. */
    private static int broadcast(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Broadcast outer)) {
            return Rule.NONE;
        }
        if (outer.places().size() == outer.target().size()) {
            return inputs[0];
        }
        if (IntStream.range(0, outer.target().size())
                .filter(outer::isNew)
                .allMatch(axis -> outer.target().get(axis).equals(ONE))) {
            return graph.add(new Reshape(outer.target()), inputs[0]);
        }
        return graph.match(inputs[0], Broadcast.class)
                .map(inner -> graph.add(
                        new Broadcast(
                                outer.target(),
                                inner.places().stream().map(outer.places()::get).toList()),
                        graph.input(inputs[0])))
                .orElse(Rule.NONE);
    }

    /** An elementwise operator on operands that all repeat alike, or are constants, is computed before it repeats. */
    private static int elementwise(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Elementwise)) {
            return Rule.NONE;
        }
        List<Broadcast> broadcasts = Arrays.stream(inputs)
                .filter(id -> graph.is(id, Broadcast.class))
                .mapToObj(id -> (Broadcast) graph.node(id).op())
                .distinct()
                .toList();
        boolean alike = broadcasts.size() == 1
                && Arrays.stream(inputs).allMatch(id -> graph.is(id, Broadcast.class) || graph.isSplat(id));
        if (!alike) {
            return Rule.NONE;
        }
        Broadcast repeat = broadcasts.get(0);
        List<Axis> axes = repeat.places().stream().map(repeat.target()::get).toList();
        int[] small = Arrays.stream(inputs)
                .map(id -> graph.is(id, Broadcast.class)
                        ? graph.input(id)
                        : graph.constant(graph.splat(id), graph.type(id).withAxes(axes)))
                .toArray();
        return graph.add(repeat, graph.add(op, small));
    }
}
