package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.ir.op.Elementwise;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Transpose;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Moves transposes towards what computes their operand, and into contractions, which take their operands and give their
 * result in any order of axes.
 */
final class AbsorbTransposes extends Rewriter {
    private final int[] uses;
    /** The transposes that were made: a value that meets itself again and again is transposed once. */
    private final Map<Asked, Integer> transposes = new HashMap<>();

    private AbsorbTransposes(Graph graph) {
        super(graph);
        uses = new int[graph.nodes().size()];
        graph.nodes().stream()
                .filter(node -> isNeeded(node.id()))
                .forEach(node -> node.inputs().forEach(input -> uses[input]++));
        graph.results().forEach(result -> uses[result.node()]++);
    }

    /** What was asked for a transpose of a value. */
    private record Asked(int value, List<Integer> order, boolean onlyUse) {}

    static Graph absorb(Graph graph) {
        return new AbsorbTransposes(graph).run();
    }

    @Override
    protected int rewrite(Node node, int[] inputs) {
        if (node.op() instanceof Transpose transpose) {
            return transposed(inputs[0], transpose.order(), uses[node.input(0)] == 1);
        } else if (node.op() instanceof Contraction contraction) {
            return contract(contraction, inputs);
        } else if (node.op() instanceof AffineView view && after.node(inputs[0]).op() instanceof Transpose transpose) {
            return add(view.through(transpose.order()), source(inputs[0]));
        }
        return keep(node, inputs);
    }

    /** The transpose of a value, computed in that order from the start where nothing is computed twice by it. */
    private int transposed(int value, List<Integer> order, boolean onlyUse) {
        Asked asked = new Asked(value, order, onlyUse);
        Integer before = transposes.get(asked);
        if (before != null) {
            return before;
        }
        int result = transpose(value, order, onlyUse);
        transposes.put(asked, result);
        return result;
    }

    private int transpose(int value, List<Integer> order, boolean onlyUse) {
        Node node = after.node(value);
        Op op = node.op();
        if (order.equals(order.stream().sorted().toList())) {
            return value;
        } else if (op instanceof Transpose inner) {
            return transposed(
                    node.input(0), order.stream().map(inner.order()::get).toList(), true);
        } else if (op instanceof Constant constant && constant.isSplat()) {
            return add(new Constant(
                    constant.values(),
                    node.type().withAxes(order.stream().map(node.type()::axis).toList())));
        } else if (op instanceof Contraction contraction && onlyUse) {
            StringBuilder out = new StringBuilder();
            order.forEach(axis -> out.append(contraction.out().charAt(axis)));
            return add(
                    new Contraction(contraction.left(), contraction.right(), out.toString()),
                    node.input(0),
                    node.input(1));
        } else if (op instanceof Elementwise && onlyUse) {
            return add(
                    op,
                    node.inputs().stream()
                            .mapToInt(input -> transposed(input, order, isCheap(input)))
                            .toArray());
        }
        return add(new Transpose(order), value);
    }

    /** Whether computing a value a second time costs nothing worth keeping it for. */
    private boolean isCheap(int value) {
        Op op = after.node(value).op();
        return op instanceof Leaf || op instanceof Broadcast || op instanceof Elementwise || op instanceof Contraction;
    }

    private int contract(Contraction contraction, int[] inputs) {
        String left = letters(contraction.left(), inputs[0]);
        String right = letters(contraction.right(), inputs[1]);
        return add(new Contraction(left, right, contraction.out()), source(inputs[0]), source(inputs[1]));
    }

    private String letters(String letters, int operand) {
        if (!(after.node(operand).op() instanceof Transpose transpose)) {
            return letters;
        }
        char[] before = new char[letters.length()];
        for (int i = 0; i < before.length; i++) {
            before[transpose.order().get(i)] = letters.charAt(i);
        }
        return new String(before);
    }

    private int source(int operand) {
        Node node = after.node(operand);
        return node.op() instanceof Transpose ? node.input(0) : operand;
    }
}
