package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Concat;
import dev.nnc.compiler.ir.op.Pad;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.ir.op.Reverse;
import dev.nnc.compiler.ir.op.Slice;
import dev.nnc.compiler.ir.op.Transpose;
import java.util.List;

/** Movements that move nothing, and two in a row that are one. */
final class MovementRules {
    static final List<Rule> ALL = List.of(
            MovementRules::still,
            MovementRules::reshape,
            MovementRules::transpose,
            MovementRules::reverse,
            MovementRules::slice);

    private MovementRules() {}

    /** A movement of one operand that keeps its shape keeps every element in place, unless it is told to move them. */
    private static int still(Rewriter graph, Op op, int... inputs) {
        boolean keepsOrder = op instanceof Reshape || op instanceof Slice || op instanceof Pad;
        if (keepsOrder || op instanceof Concat && inputs.length == 1) {
            return graph.type(op, inputs).equals(graph.type(inputs[0])) ? inputs[0] : Rule.NONE;
        }
        return Rule.NONE;
    }

    /** Of two in a row the last says it all; a repeated number repeats along other axes. */
    private static int reshape(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Reshape reshape)) {
            return Rule.NONE;
        }
        if (graph.is(inputs[0], Reshape.class)) {
            return graph.add(op, graph.input(inputs[0]));
        }
        boolean number = graph.node(inputs[0]).op() instanceof Broadcast broadcast
                && broadcast.places().isEmpty();
        return number ? graph.add(new Broadcast(reshape.axes(), List.of()), graph.input(inputs[0])) : Rule.NONE;
    }

    private static int transpose(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Transpose outer)) {
            return Rule.NONE;
        }
        boolean ascending = true;
        for (int i = 0; i < outer.order().size(); i++) {
            ascending &= outer.order().get(i) == i;
        }
        if (ascending) {
            return inputs[0];
        }
        return graph.match(inputs[0], Transpose.class)
                .map(inner -> graph.add(
                        new Transpose(
                                outer.order().stream().map(inner.order()::get).toList()),
                        graph.input(inputs[0])))
                .orElse(Rule.NONE);
    }

    private static int reverse(Rewriter graph, Op op, int... inputs) {
        return op instanceof Reverse && graph.node(inputs[0]).op().equals(op) ? graph.input(inputs[0]) : Rule.NONE;
    }

    /** A slice of a slice, and a slice that lies within one operand of a concatenation. */
    private static int slice(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Slice slice)) {
            return Rule.NONE;
        }
        if (graph.node(inputs[0]).op() instanceof Slice inner && inner.axis() == slice.axis() && inner.step() == 1) {
            int from = inner.from() + slice.from();
            int to = inner.from() + slice.to();
            return graph.add(new Slice(slice.axis(), from, to, slice.step()), graph.input(inputs[0]));
        }
        if (graph.node(inputs[0]).op() instanceof Concat concat && concat.axis() == slice.axis()) {
            return within(graph, slice, graph.node(inputs[0]).inputs());
        }
        return Rule.NONE;
    }

    private static int within(Rewriter graph, Slice slice, List<Integer> operands) {
        int start = 0;
        for (int operand : operands) {
            int end = start + graph.type(operand).axis(slice.axis()).extent(1);
            if (start <= slice.from() && slice.to() <= end) {
                Slice part = new Slice(slice.axis(), slice.from() - start, slice.to() - start, slice.step());
                return graph.add(part, operand);
            }
            start = end;
        }
        return Rule.NONE;
    }
}
