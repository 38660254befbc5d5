package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.ir.op.Gather;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.ir.op.ScatterAdd;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Role;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Gives vectors what they can load: the second operand of a contraction has the lane axis of the result as its own lane
 * axis, and an input that comes without padding is copied to where it has some, if vectors run along it. A weight that is
 * copied into panels anyway may have the two the other way round: it is transposed on the way. Sums along lanes have
 * operands that vectors can load already.
 */
final class LaneOperands extends Rewriter {
    private final Predicate<TensorType> padded;
    /** Whether the graph is computed many times over, with the same weights: transposed once, they serve all of them. */
    private final boolean repeats;

    private LaneOperands(Graph graph, Predicate<TensorType> padded, boolean repeats) {
        super(graph);
        this.padded = padded;
        this.repeats = repeats;
    }

    static Graph provide(Graph graph) {
        return new LaneOperands(graph, LaneOperands::isPadded, false).run();
    }

    /** In the sub-graph of a scan every leaf is padded, but a single number for each example has the steps between them. */
    static Graph provideSteps(Graph graph) {
        return new LaneOperands(graph, type -> !(type.rank() == 1 && type.hasBatch()), true).run();
    }

    @Override
    protected int rewrite(Node node, int[] inputs) {
        if (node.op() instanceof Contraction contraction) {
            return contract(contraction, inputs);
        } else if (node.op() instanceof AffineView && isNowhere(inputs[0])) {
            return keep(node, add(new Copy(), inputs[0]));
        } else if (node.op() instanceof WinogradProduct || node.op() instanceof WinogradGradient) {
            return keep(node, loadable(inputs[0]), loadable(inputs[1]));
        } else if (node.op() instanceof SpreadProduct && isNowhere(inputs[0])) {
            // The adjoint of a pool over all places, for one.
            return keep(node, add(new Copy(), inputs[0]), inputs[1]);
        }
        for (int i = 0; i < inputs.length; i++) {
            if (runsAlong(node, i) && (isUnpaddedInput(inputs[i]) || isSeenAcross(inputs[i]))) {
                inputs[i] = add(new Copy(), inputs[i]);
            }
        }
        return keep(node, inputs);
    }

    /** Whether a value is an input that vectors cannot load as the caller passes it. */
    private boolean isUnpaddedInput(int value) {
        Node node = after.node(value);
        if (isOtherShape(node)) {
            return isUnpaddedInput(node.input(0));
        }
        return node.op() instanceof Leaf leaf && leaf.kind() == Leaf.Kind.INPUT && !padded.test(node.type());
    }

    /** Whether a node is what it reads, but for axes of a single element. */
    private boolean isOtherShape(Node node) {
        return node.op() instanceof Reshape && Role.isView(after.type(node.input(0)), node.type());
    }

    /** Whether a value is written into whatever reads it, which products and views cannot take. */
    private boolean isNowhere(int value) {
        Op op = after.node(value).op();
        return op instanceof Broadcast || op instanceof Constant || op instanceof Iota;
    }

    /** Whether a value is a view whose last axis is not the last axis of what it sees, from its first element on. */
    private boolean isSeenAcross(int value) {
        Node node = after.node(value);
        if (!(node.op() instanceof AffineView view)) {
            return false;
        }
        int operand = after.type(node.input(0)).rank() - 1;
        return !view.runsAlong(operand) || isUnpaddedInput(node.input(0));
    }

    private static boolean isPadded(TensorType type) {
        int lane = type.rank() - 1;
        return type.dtype() == DType.F32 && lane > 0 && type.axis(lane).extent(1) % Layout.BLOCK == 0;
    }

    /** Whether a node reads its input lane by lane: not where one element serves a whole row, and not to look up rows. */
    private boolean runsAlong(Node node, int input) {
        if (node.op() instanceof Broadcast broadcast) {
            return !broadcast.isNew(broadcast.target().size() - 1);
        }
        boolean byElement = node.op() instanceof AffineView || node.op() instanceof ZeroPad || isOtherShape(node);
        return !byElement
                && !(node.op() instanceof Gather && input == 1 || node.op() instanceof ScatterAdd && input == 0);
    }

    private int contract(Contraction contraction, int[] inputs) {
        char lane = contraction.out().charAt(contraction.out().length() - 1);
        boolean swap = contraction.right().indexOf(lane) < 0;
        String left = swap ? contraction.right() : contraction.left();
        String right = swap ? contraction.left() : contraction.right();
        int scalars = inputs[swap ? 1 : 0];
        int lanes = inputs[swap ? 0 : 1];
        if (LaneSums.pays(contraction, after.node(inputs[0]), after.node(inputs[1]))) {
            return add(new Contraction(left, right, contraction.out()), loadable(scalars), loadable(lanes));
        }
        String order = isTransposedIntoPanels(lanes, right, lane)
                ? right
                : order(left, right, contraction.out(), after.type(lanes).hasBatch());
        lanes = inOrder(lanes, right, order);
        boolean across = after.node(lanes).op() instanceof AffineView view && !view.hasNeighbours();
        lanes = across ? add(new Copy(), lanes) : loadable(lanes);
        if (isNowhere(scalars)) {
            scalars = add(new Copy(), scalars);
        }
        return add(new Contraction(left, order, contraction.out()), scalars, lanes);
    }

    /** A value that vectors can load, or a view of one. */
    private int loadable(int value) {
        Node node = after.node(value);
        if (node.op() instanceof AffineView view) {
            return add(view, loadable(node.input(0)));
        }
        return isUnpaddedInput(value) || isNowhere(value) ? add(new Copy(), value) : value;
    }

    /** Whether a weight has rows along the lanes of the result, and so many of them that they are copied into panels. */
    private boolean isTransposedIntoPanels(int operand, String letters, char lane) {
        boolean weight = after.node(operand).op() instanceof Leaf leaf && leaf.kind() == Leaf.Kind.PARAMETER;
        if (repeats || !weight || letters.length() != 2 || letters.charAt(0) != lane) {
            return false;
        }
        int columns = after.type(operand).axis(0).extent(1);
        int terms = after.type(operand).axis(1).extent(1);
        return columns >= Layout.LEAST_PANELS && columns % Layout.BLOCK == 0 && terms <= Layout.MOST_PANEL_TERMS;
    }

    /** The letters of the second operand: the batch first, then as they are summed, and the lane axis last. */
    private static String order(String left, String right, String out, boolean batch) {
        char lane = out.charAt(out.length() - 1);
        if (right.charAt(right.length() - 1) == lane) {
            return right;
        }
        Set<Character> letters = new LinkedHashSet<>();
        if (batch) {
            letters.add(right.charAt(0));
        }
        right.chars().filter(letter -> out.indexOf(letter) >= 0).forEach(letter -> letters.add((char) letter));
        left.chars().filter(letter -> out.indexOf(letter) < 0).forEach(letter -> letters.add((char) letter));
        letters.remove(lane);
        StringBuilder order = new StringBuilder();
        letters.forEach(order::append);
        return order.append(lane).toString();
    }
}
