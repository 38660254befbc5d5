package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.dividedBy;
import static dev.nnc.compiler.loops.kernel.Exprs.minus;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.plan.Triangle;
import java.util.List;

/**
 * The terms of a product that the rows of a tile need, in blocks of eight: where the first operand is a {@link Triangle}, the
 * others are products with 0, which change no sum.
 */
enum Terms {
    /** All of them. */
    ALL,
    /** No term behind the row's own. */
    UP_TO_ROW,
    /** No term in front of the row's own. */
    FROM_ROW;

    /** Terms of a block, the constant length of a tile's innermost loop. */
    private static final int BLOCK = 8;

    /** With fewer terms there is little to leave out. */
    private static final int LEAST = 2 * BLOCK;

    /** Whether so many terms can be divided. */
    static boolean divides(int terms) {
        return terms >= LEAST && terms % BLOCK == 0;
    }

    /** The shape of tiles that take as many blocks as they are told to, of a shape that sums over one axis. */
    static Tile.Shape inBlocks(Tile.Shape shape) {
        Tile.Sum innermost = shape.sums().get(shape.sums().size() - 1);
        int left = innermost.leftStride();
        int right = innermost.rightStride();
        List<Tile.Sum> sums = List.of(
                new Tile.Sum(1, Tile.Over.BLOCKS, BLOCK * left, BLOCK * right),
                new Tile.Sum(BLOCK, Tile.Over.ONE, left, right));
        return new Tile.Shape(shape.leftRow(), shape.outRow(), sums);
    }

    /** How many blocks the rows of a tile leave out in front. */
    Expr skipped(Expr row) {
        return this == FROM_ROW ? dividedBy(row, BLOCK) : whole(0);
    }

    /** How many blocks they take behind that. */
    Expr blocks(Expr row, int rows, long terms) {
        int all = Math.toIntExact(terms / BLOCK);
        return this == FROM_ROW
                ? minus(whole(all), skipped(row))
                : dividedBy(plus(row, whole(rows + BLOCK - 1)), BLOCK);
    }
}
