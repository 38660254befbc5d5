package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.ir.op.Transpose;
import java.util.ArrayList;
import java.util.List;

/** Contractions read their operands in any order of axes, and need no axis along which an operand only repeats. */
final class ContractionRules {
    static final List<Rule> ALL = List.of(ContractionRules::transposed, ContractionRules::repeated);

    private ContractionRules() {}

    /** A transposed operand is the operand with its letters in another order. */
    private static int transposed(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Contraction contraction)) {
            return Rule.NONE;
        }
        if (graph.node(inputs[0]).op() instanceof Transpose transpose) {
            String left = permuted(contraction.left(), transpose);
            return graph.add(
                    new Contraction(left, contraction.right(), contraction.out()), graph.input(inputs[0]), inputs[1]);
        }
        if (graph.node(inputs[1]).op() instanceof Transpose transpose) {
            String right = permuted(contraction.right(), transpose);
            return graph.add(
                    new Contraction(contraction.left(), right, contraction.out()), inputs[0], graph.input(inputs[1]));
        }
        return Rule.NONE;
    }

    private static String permuted(String letters, Transpose transpose) {
        char[] source = new char[letters.length()];
        for (int i = 0; i < source.length; i++) {
            source[transpose.order().get(i)] = letters.charAt(i);
        }
        return new String(source);
    }

    /** A letter along which one operand repeats and that the result keeps is not needed there. */
    private static int repeated(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Contraction contraction)) {
            return Rule.NONE;
        }
        for (int side = 0; side < 2; side++) {
            if (graph.node(inputs[side]).op() instanceof Broadcast broadcast) {
                String kept = needed(contraction, side, broadcast);
                if (kept.length() < broadcast.target().size()) {
                    return narrowed(graph, contraction, side, kept, inputs);
                }
            }
        }
        return Rule.NONE;
    }

    /** The letters of an operand without those along which it repeats and that are not summed over. */
    private static String needed(Contraction contraction, int side, Broadcast broadcast) {
        String letters = side == 0 ? contraction.left() : contraction.right();
        StringBuilder kept = new StringBuilder();
        for (int axis = 0; axis < letters.length(); axis++) {
            if (!broadcast.isNew(axis) || contraction.out().indexOf(letters.charAt(axis)) < 0) {
                kept.append(letters.charAt(axis));
            }
        }
        return kept.toString();
    }

    private static int narrowed(Rewriter graph, Contraction contraction, int side, String kept, int... inputs) {
        String letters = side == 0 ? contraction.left() : contraction.right();
        String other = side == 0 ? contraction.right() : contraction.left();
        Broadcast broadcast = (Broadcast) graph.node(inputs[side]).op();
        List<Integer> left = new ArrayList<>();
        kept.chars().forEach(letter -> left.add(letters.indexOf(letter)));
        Broadcast fewer = new Broadcast(
                left.stream().map(broadcast.target()::get).toList(),
                broadcast.places().stream().map(left::indexOf).toList());
        int operand = graph.add(fewer, graph.input(inputs[side]));
        StringBuilder out = new StringBuilder();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < contraction.out().length(); i++) {
            char letter = contraction.out().charAt(i);
            if (kept.indexOf(letter) >= 0 || other.indexOf(letter) >= 0) {
                out.append(letter);
                places.add(i);
            }
        }
        Contraction small =
                side == 0 ? new Contraction(kept, other, out.toString()) : new Contraction(other, kept, out.toString());
        int value = side == 0 ? graph.add(small, operand, inputs[1]) : graph.add(small, inputs[0], operand);
        return graph.add(new Broadcast(graph.type(contraction, inputs).axes(), places), value);
    }
}
