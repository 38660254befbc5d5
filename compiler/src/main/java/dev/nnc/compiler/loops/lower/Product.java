package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Triangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A contraction as loops: outer axes, rows, lanes and sums, with the strides of its operands and its result along each.
 *
 * <p>Rows are the axes in front of the lane axis that the first operand alone has, as far as one count runs through them in
 * both arrays; or else one such axis further in front. All others are outer loops.
 */
final class Product {
    private static final int MOST_BLOCK = 64;

    private final Contraction contraction;
    private final Layout left;
    private final Layout right;
    private final Layout out;
    private final String outer;
    private final String rows;
    private final int apart;

    /** The loops of a contraction. */
    Product(Contraction contraction, Layout left, Layout right, Layout out) {
        this.contraction = contraction;
        this.left = left;
        this.right = right;
        this.out = out;
        String front = contraction.out().substring(0, contraction.out().length() - 1);
        int from = front.length();
        while (from > 0 && isRow(front, from - 1)) {
            from--;
        }
        apart = from < front.length() ? -1 : rowWithin(front);
        outer = apart < 0 ? front.substring(0, from) : front.substring(0, apart) + front.substring(apart + 1);
        rows = apart < 0 ? front.substring(from) : front.substring(apart, apart + 1);
    }

    /** The last axis, but for the batch, that the first operand alone has; -1 where there is none. */
    private int rowWithin(String front) {
        for (int at = front.length() - 1; at >= 0; at--) {
            char letter = front.charAt(at);
            if (contraction.right().indexOf(letter) < 0 && !axis(letter).isBatch()) {
                return at;
            }
        }
        return -1;
    }

    private boolean isRow(String front, int at) {
        char letter = front.charAt(at);
        if (contraction.right().indexOf(letter) >= 0) {
            return false;
        }
        if (at == front.length() - 1) {
            return true;
        }
        char inner = front.charAt(at + 1);
        int extent = axis(inner).extent(1);
        return stride(left, contraction.left(), letter) == extent * stride(left, contraction.left(), inner)
                && stride(out, contraction.out(), letter) == extent * stride(out, contraction.out(), inner);
    }

    private Axis axis(char letter) {
        return contraction.axis(letter, left.type(), right.type());
    }

    private static int stride(Layout layout, String letters, char letter) {
        int axis = letters.indexOf(letter);
        return axis < 0 ? 0 : layout.stride(axis);
    }

    /** How many of the outer axes are in front of the rows; the elements of the others lie between two rows of one matrix. */
    int axesInFront() {
        return apart < 0 ? outer.length() : apart;
    }

    /** The axes of the outer loops. */
    List<Axis> outerAxes() {
        return outer.chars().mapToObj(letter -> axis((char) letter)).toList();
    }

    /** Whether the outer loops are over matrices with one second operand. */
    boolean sharesRight() {
        return !outer.isEmpty() && Arrays.stream(outerStrides(Operand.RIGHT)).allMatch(stride -> stride == 0);
    }

    /** The axes that rows count through. */
    List<Axis> rowAxes() {
        return rows.chars().mapToObj(letter -> axis((char) letter)).toList();
    }

    /** Strides along the outer axes of the first operand, the second, or the result. */
    int[] outerStrides(Operand operand) {
        return outer.chars().map(letter -> strideOf(operand, (char) letter)).toArray();
    }

    /** Which array a stride is of. */
    enum Operand {
        LEFT,
        RIGHT,
        OUT
    }

    private int strideOf(Operand operand, char letter) {
        return switch (operand) {
            case LEFT -> stride(left, contraction.left(), letter);
            case RIGHT -> stride(right, contraction.right(), letter);
            case OUT -> stride(out, contraction.out(), letter);
        };
    }

    /** Elements of the lane axis. */
    int width() {
        char lane = contraction.out().charAt(contraction.out().length() - 1);
        return axis(lane).extent(1);
    }

    /** Floats from one column of the second operand to the next. */
    int columnStride() {
        return strideOf(
                Operand.RIGHT, contraction.out().charAt(contraction.out().length() - 1));
    }

    /** The terms that each row needs where the first operand is a triangle. */
    Terms terms(Triangle triangle) {
        char row = contraction.left().charAt(triangle.row());
        char column = contraction.left().charAt(triangle.column());
        String summed = contraction.summed();
        boolean square = !axis(row).isBatch() && axis(row).equals(axis(column));
        if (!square || !Terms.divides(axis(row).extent(1))) {
            return Terms.ALL;
        } else if (summed.equals(String.valueOf(column)) && rows.equals(String.valueOf(row))) {
            return Terms.UP_TO_ROW;
        }
        boolean across = summed.equals(String.valueOf(row)) && rows.equals(String.valueOf(column));
        return across ? Terms.FROM_ROW : Terms.ALL;
    }

    /** What the tiles of this product share. */
    Tile.Shape shape() {
        char row = rows.isEmpty() ? '?' : rows.charAt(rows.length() - 1);
        List<Tile.Sum> sums = new ArrayList<>();
        for (char letter : contraction.summed().toCharArray()) {
            Axis axis = axis(letter);
            Tile.Sum next = new Tile.Sum(
                    axis.extent(1),
                    axis.isBatch() ? Tile.Over.EXAMPLES : Tile.Over.ONE,
                    strideOf(Operand.LEFT, letter),
                    strideOf(Operand.RIGHT, letter));
            Tile.Sum before = sums.isEmpty() ? null : sums.get(sums.size() - 1);
            if (before != null && runsOn(before, next)) {
                sums.set(sums.size() - 1, joined(before, next));
            } else {
                sums.add(next);
            }
        }
        return inBlocks(new Tile.Shape(strideOf(Operand.LEFT, row), strideOf(Operand.OUT, row), sums));
    }

    /**
     * The same sums with a short innermost one: C2 of JDK 17 keeps a tile of six rows in registers only where the innermost
     * loop is short and of constant length.
     */
    private static Tile.Shape inBlocks(Tile.Shape shape) {
        Tile.Sum last = shape.sums().get(shape.sums().size() - 1);
        int block = IntStream.rangeClosed(Tile.LEAST_BLOCK, MOST_BLOCK)
                .filter(size -> last.extent() % size == 0)
                .max()
                .orElse(0);
        return last.overBatch() || last.extent() <= MOST_BLOCK || block == 0 ? shape : shape.inBlocks(block);
    }

    /** Whether one count runs through both axes in both operands. */
    private static boolean runsOn(Tile.Sum outer, Tile.Sum inner) {
        return !inner.overBatch()
                && outer.leftStride() == inner.extent() * inner.leftStride()
                && outer.rightStride() == inner.extent() * inner.rightStride();
    }

    private static Tile.Sum joined(Tile.Sum outer, Tile.Sum inner) {
        return new Tile.Sum(outer.extent() * inner.extent(), outer.over(), inner.leftStride(), inner.rightStride());
    }
}
