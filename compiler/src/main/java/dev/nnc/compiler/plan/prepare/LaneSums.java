package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Contraction;

/**
 * Which contractions are sums along lanes: {@code bhyxw,bohw->yxo}, the gradient of a kernel whose places lie innermost in the
 * windows and in the adjoint. Few channels would leave most lanes of the result empty; places fill them.
 */
public final class LaneSums {
    /** With fewer terms an example, sums are loaded, stored and folded too often. */
    private static final int LEAST_TERMS = 256;

    private LaneSums() {}

    /** Whether a contraction of two values is summed along the lanes of both. */
    public static boolean pays(Contraction contraction, Node left, Node right) {
        String summed = contraction.summed();
        String out = contraction.out();
        if (summed.length() < 2 || out.length() < 2 || !isAlongBoth(contraction)) {
            return false;
        }
        Axis along = left.type().axis(left.type().rank() - 1);
        Axis column = contraction.axis(last(out), left.type(), right.type());
        Axis first = contraction.axis(summed.charAt(0), left.type(), right.type());
        return first.isBatch()
                && !along.isBatch()
                && Planes.fillBetter(along, column.extent(1))
                && terms(contraction, left, right) >= LEAST_TERMS
                && hasNeighbours(left)
                && hasNeighbours(right)
                && (seesAgain(left) || seesAgain(right));
    }

    /** Whether both operands end with the same summed axis, and the result with one that a single operand has. */
    private static boolean isAlongBoth(Contraction contraction) {
        char along = last(contraction.left());
        char column = last(contraction.out());
        return along == last(contraction.right())
                && contraction.out().indexOf(along) < 0
                && contraction.left().indexOf(column) < 0 != contraction.right().indexOf(column) < 0;
    }

    private static char last(String letters) {
        return letters.charAt(letters.length() - 1);
    }

    private static long terms(Contraction contraction, Node left, Node right) {
        return contraction
                .summed()
                .chars()
                .mapToLong(letter -> contraction
                        .axis((char) letter, left.type(), right.type())
                        .extent(1))
                .reduce(1, (x, y) -> x * y);
    }

    private static boolean hasNeighbours(Node operand) {
        return !(operand.op() instanceof AffineView view) || view.hasNeighbours();
    }

    /** Whether it is a view of overlapping windows: any other product of two values runs its lanes along the result. */
    private static boolean seesAgain(Node operand) {
        return operand.op() instanceof AffineView view && view.overlaps();
    }
}
