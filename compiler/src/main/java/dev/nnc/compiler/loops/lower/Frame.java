package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import java.util.List;

/**
 * The loops around an expression.
 *
 * @param rows the axes that {@code row} counts through, row-major
 * @param row the number of the row; 0 where there are no rows
 * @param lane the place along the lane axis
 * @param lanes whether an expression is for all lanes from {@code lane} on, or for the one element there
 */
record Frame(List<Axis> rows, Expr row, Expr lane, boolean lanes) {
    Frame {
        rows = List.copyOf(rows);
    }

    /** The same loops, for single elements. */
    Frame single() {
        return new Frame(rows, row, lane, false);
    }

    /** The same rows at another place along the lane axis. */
    Frame at(Expr otherLane, boolean asLanes) {
        return new Frame(rows, row, otherLane, asLanes);
    }

    /** The place along one row axis. */
    Expr place(int axis) {
        int behind = 1;
        for (int i = axis + 1; i < rows.size(); i++) {
            behind *= rows.get(i).extent(1);
        }
        Expr place = Exprs.dividedBy(row, behind);
        return axis == 0 ? place : Exprs.remainder(place, rows.get(axis).extent(1));
    }

    /**
     * Floats from the start of a value to its element in this row.
     *
     * @param strides of the value along each row axis; 0 where it does not have the axis
     */
    Expr offset(int[] strides) {
        if (rows.isEmpty()) {
            return Exprs.whole(0);
        }
        int last = strides[strides.length - 1];
        boolean even = true;
        for (int i = strides.length - 2; i >= 0; i--) {
            even &= strides[i] == strides[i + 1] * rows.get(i + 1).extent(1);
        }
        if (even) {
            return Exprs.times(row, last);
        }
        Expr sum = Exprs.whole(0);
        for (int axis = 0; axis < strides.length; axis++) {
            sum = strides[axis] == 0 ? sum : Exprs.plus(sum, Exprs.times(place(axis), strides[axis]));
        }
        return sum;
    }
}
