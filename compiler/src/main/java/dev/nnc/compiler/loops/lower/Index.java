package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.loops.kernel.Expr;

/** Where along one axis of a value an element is read: at a loop's row axis, along the lanes, or at a place of its own. */
sealed interface Index {
    /** The place of the current row along a row axis of the loop. */
    record Row(int axis) implements Index {}

    /** The lane axis of the loop. */
    record Lane() implements Index {}

    /** A place that is computed. */
    record At(Expr place) implements Index {}
}
