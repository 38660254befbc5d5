package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.choose;
import static dev.nnc.compiler.loops.kernel.Exprs.compare;
import static dev.nnc.compiler.loops.kernel.Exprs.dividedBy;
import static dev.nnc.compiler.loops.kernel.Exprs.minus;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.loops.kernel.Expr;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Divides the rows of a product among tiles.
 *
 * <p>A known number of rows is divided evenly among tiles of two sizes. Of an unknown number, a tile that would reach over the
 * edge is moved back instead: it computes the numbers that it overlaps once more, bit for bit, and no other tile size is
 * needed. Where that would be much of a full batch, the last tiles are two rows shorter, which suits its half as well.
 *
 * @param tile the tile of machines with 16 registers
 * @param alone whether there is no tile of another size
 * @param place what is done with a tile at its first row
 */
record RowTiles(KernelBuilder kernel, Tile tile, boolean alone, BiConsumer<Tile, Expr> place) {
    /** Rows of a tile of two vectors. */
    static final int MANY = 6;

    /** The same where there are no registers to spare. */
    static final int FEW = 4;

    /** From so many rows on, a tile of two vectors is as fast as a taller one. */
    private static final int LEAST_TALL = 8;

    /** One row in so many may be computed twice. */
    private static final int ROWS_FOR_ONE_TWICE = 20;

    /** A known number of rows, of which no tile overlaps another. */
    void evenly(int rows) {
        if (alone && rows % tile.rows() == 0) {
            full(whole(0), whole(rows));
            return;
        } else if (alone) {
            ragged(whole(0), whole(rows), rows);
            return;
        }
        Tile tall = tall(rows);
        if (rows % tall.rows() > 0 || tall.equals(tile)) {
            evenly(rows, Tile::twice);
            return;
        }
        kernel.byLanes(
                () -> evenly(rows, UnaryOperator.identity()), () -> tall.along(kernel, whole(0), whole(rows), place));
    }

    /**
     * In as few tiles as have at most the rows of the tile: all of one size, or of 6 and 4 rows, or of two sizes that differ by
     * one.
     */
    private void evenly(int rows, UnaryOperator<Tile> tall) {
        boolean one = rows <= tile.rows() + 1 && tile.rows() == FEW;
        int tiles = one ? 1 : (rows + tile.rows() - 1) / tile.rows();
        boolean fours = tile.rows() == MANY && rows % 2 == 0 && rows % tiles > 0;
        int small = fours ? FEW : rows / tiles;
        int more = fours ? MANY - FEW : 1;
        int large = (rows - tiles * small) / more;
        Expr middle = whole(large * (small + more));
        if (large > 0) {
            Tile larger = tile.withRows(small + more);
            larger.each(kernel, tall.apply(larger), whole(0), middle, middle, place);
        }
        Tile smaller = tile.withRows(small);
        smaller.each(kernel, tall.apply(smaller), middle, whole(rows), whole(rows), place);
    }

    /** Rows {@code from .. to - 1}, which are full tiles; threads share those out, so what taller ones leave are some, too. */
    void full(Expr from, Expr to) {
        tile.each(kernel, alone ? tile : tile.twice(), from, to, to, place);
    }

    /**
     * Rows {@code from .. to - 1}, one tile at least.
     *
     * @param most the most rows that there can be
     */
    void ragged(Expr from, Expr to, int most) {
        if (alone) {
            kernel.loop("row", from, to, whole(tile.rows()), row -> movedBack(tile, row, to));
            return;
        }
        int twice = Math.floorMod(-most, tile.rows());
        if (tile.rows() != MANY || twice * ROWS_FOR_ONE_TWICE <= most) {
            tile.each(kernel, tall(most), from, to, to, (size, row) -> movedBack(size, row, to));
            return;
        }
        tile.each(kernel, tall(most), from, to, place, rest -> shortened(rest, to));
    }

    /**
     * As few tiles as can be: one of 6 has 4 rows instead for each two that the last would have too many, if there are as many
     * rows. An odd one is computed twice.
     */
    private void shortened(Expr from, Expr to) {
        Tile shorter = tile.withRows(FEW);
        int fewer = MANY - FEW;
        Expr rows = minus(to, from);
        Expr full = times(dividedBy(plus(rows, whole(MANY - 1)), MANY), MANY);
        Expr less = kernel.let("less", times(dividedBy(minus(full, rows), fewer), FEW));
        Expr middle = kernel.let("middle", choose(compare(Relation.LE, less, rows), minus(to, less), to));
        kernel.loop("row", from, middle, whole(MANY), row -> movedBack(tile, row, to));
        kernel.loop("row", middle, to, whole(FEW), row -> place.accept(shorter, row));
    }

    /** The taller tile of machines with 32 registers. */
    private Tile tall(int most) {
        return tile.goesOn() ? tile.twice() : tile.withRows(tall(tile.rows(), most));
    }

    /** Rows of the taller tile beside one of so many: they divide the most rows that there can be, if some do. */
    private static int tall(int rows, int most) {
        return rows % MANY > 0
                ? 2 * rows
                : IntStream.rangeClosed(Math.max(LEAST_TALL, rows), 2 * rows)
                        .filter(tall -> most % tall == 0)
                        .reduce(2 * rows, (shorter, taller) -> taller);
    }

    /** Of how many rows a thread's share is a multiple, where tiles of so many rows divide at most these. */
    static int share(int rows, int most) {
        int tall = tall(rows, most);
        return most % tall == 0 ? tall : rows;
    }

    private void movedBack(Tile size, Expr row, Expr to) {
        Expr first = size == tile ? Columns.within(kernel, row, minus(to, whole(tile.rows())), "top") : row;
        place.accept(size, first);
    }
}
