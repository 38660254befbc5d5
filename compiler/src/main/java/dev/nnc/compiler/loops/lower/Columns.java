package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.choose;
import static dev.nnc.compiler.loops.kernel.Exprs.compare;
import static dev.nnc.compiler.loops.kernel.Exprs.minus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.loops.kernel.Expr;
import java.util.function.BiConsumer;

/**
 * The loops over a product's columns, some vectors at a time.
 *
 * @param kernel where the loops go
 * @param width columns, a multiple of 16 for more than one vector
 */
record Columns(KernelBuilder kernel, int width) {
    /** The most lanes that a machine has. */
    static final int MOST_LANES = 16;

    /**
     * A loop over columns; the last vectors are moved back where they would reach over the edge.
     *
     * @param body takes the column where vectors start, and where they would start if they were not moved back
     */
    void each(int vectors, BiConsumer<Expr, Expr> body) {
        each(vectors, whole(0), whole(width), body);
    }

    /** The same over columns {@code from .. to - 1}. */
    void each(int vectors, Expr from, Expr to, BiConsumer<Expr, Expr> body) {
        Expr step = times(LANES, vectors);
        kernel.loop("col", from, to, step, col -> {
            boolean ragged = vectors > 1 && width % (vectors * MOST_LANES) != 0;
            body.accept(ragged ? within(kernel, col, minus(whole(width), step), "left") : col, col);
        });
    }

    /** So many columns in full steps of some vectors, on a machine of 16 lanes. */
    static int full(int columns, int vectors) {
        int step = vectors * MOST_LANES;
        return (columns + step - 1) / step * step;
    }

    /** The smaller of two ints, as a local. */
    static Expr within(KernelBuilder kernel, Expr at, Expr last, String local) {
        return kernel.let(local, choose(compare(Relation.LT, at, last), at, last));
    }
}
