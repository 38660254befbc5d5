package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.plan.Layout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A contraction that is summed along the lanes of both operands, as loops: its columns are the last axis of the result, its
 * rows the axis whose elements are nearest in the first operand, of those that it alone has. All other axes of the result are
 * outer loops, and so is its first one, which threads share out, if there is another for the rows.
 */
final class LaneSumProduct {
    private static final char NONE = ' ';

    private final Contraction contraction;
    private final Layout left;
    private final Layout right;
    private final char row;
    private final char column;
    private final String front;
    private final String outer;

    LaneSumProduct(Contraction contraction, Layout left, Layout right) {
        this.contraction = contraction;
        this.left = left;
        this.right = right;
        int last = contraction.out().length() - 1;
        column = contraction.out().charAt(last);
        front = contraction.out().substring(0, last);
        row = row();
        outer = front.replace(String.valueOf(row), "");
    }

    private char row() {
        return front.chars()
                .mapToObj(letter -> (char) letter)
                .filter(letter -> contraction.right().indexOf(letter) < 0)
                .min(Comparator.<Character, Boolean>comparing(letter -> front.indexOf(letter) == 0)
                        .thenComparing(this::leftStride))
                .orElse(NONE);
    }

    /** Whether the first axis of the result is an outer loop. */
    boolean hasShares() {
        return front.charAt(0) != row;
    }

    /** The axes of the outer loops. */
    List<Axis> outerAxes() {
        return outer.chars().mapToObj(letter -> axis((char) letter)).toList();
    }

    int[] outerLeftStrides() {
        return outer.chars().map(letter -> leftStride((char) letter)).toArray();
    }

    int[] outerRightStrides() {
        return outer.chars().map(letter -> rightStride((char) letter)).toArray();
    }

    int[] outerSumsStrides() {
        return outer.chars().map(letter -> sumsStride((char) letter)).toArray();
    }

    /** Rows of the tiles of one step of the outer loops. */
    int rows() {
        return row == NONE ? 1 : axis(row).extent(1);
    }

    int columns() {
        return axis(column).extent(1);
    }

    /** Floats of a line, the innermost summed axis. */
    int width() {
        return left.type().axis(left.type().rank() - 1).extent(1);
    }

    /** Floats of the virtual lanes of one row of the result. */
    int rowSums() {
        return columns() * Layout.BLOCK;
    }

    /** The sum over the examples. */
    Tile.Sum examples() {
        return sum(contraction.summed().charAt(0));
    }

    /** The sums between that and the lines. */
    List<Tile.Sum> lines() {
        List<Tile.Sum> lines = new ArrayList<>();
        String summed = contraction.summed();
        for (int i = 1; i < summed.length() - 1; i++) {
            lines.add(sum(summed.charAt(i)));
        }
        return lines;
    }

    private Tile.Sum sum(char letter) {
        Axis axis = axis(letter);
        Tile.Over over = axis.isBatch() ? Tile.Over.EXAMPLES : Tile.Over.ONE;
        return new Tile.Sum(axis.extent(1), over, leftStride(letter), rightStride(letter));
    }

    /** A tile of these sums. */
    LaneSumTile tile(int rows, int columns, List<Tile.Sum> lines) {
        int sumsRow = row == NONE ? 0 : sumsStride(row);
        return new LaneSumTile(rows, columns, leftStride(row), rightStride(column), sumsRow, lines, width());
    }

    /** Floats from the virtual lanes of an element to those of the next along an axis of the result. */
    private int sumsStride(char letter) {
        int floats = rowSums();
        for (int i = front.indexOf(letter) + 1; i < front.length(); i++) {
            floats *= axis(front.charAt(i)).extent(1);
        }
        return floats;
    }

    private Axis axis(char letter) {
        return contraction.axis(letter, left.type(), right.type());
    }

    private int leftStride(char letter) {
        int axis = contraction.left().indexOf(letter);
        return axis < 0 ? 0 : left.stride(axis);
    }

    private int rightStride(char letter) {
        int axis = contraction.right().indexOf(letter);
        return axis < 0 ? 0 : right.stride(axis);
    }
}
