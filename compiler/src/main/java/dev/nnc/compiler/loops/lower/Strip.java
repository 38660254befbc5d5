package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.dividedBy;
import static dev.nnc.compiler.loops.kernel.Exprs.index;
import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.roundDown;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.kernel.Stmt;
import dev.nnc.compiler.loops.kernel.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Some rows of a product's first operand, copied side by side into a worker's scratch, one term behind the other.
 *
 * <p>The gradient of a weight is summed over examples, across the rows of both operands: read where they are, the numbers of
 * one tile lie in as many cache lines and pages as there are examples. And C2 keeps a tile of six rows in registers only where
 * its innermost loop has a constant length, which the number of examples is not; so terms come in blocks of {@link #BLOCK},
 * the last filled up with zeros, which change no sum.
 *
 * @param shape strides and summed axes of the product
 */
record Strip(Tile.Shape shape) {
    /** Rows of a strip. */
    static final int ROWS = 6;

    /** Terms of a block. */
    static final int BLOCK = 16;

    /** Floats of a term: a power of two, for an address to be a shift away. */
    private static final int PITCH = 8;

    /** Floats from one strip to the next; those behind the last term take what a vector stores beyond it. */
    int floats(int maxBatch) {
        return Math.toIntExact(filled(shape.terms() * maxBatch)) * PITCH + Columns.MOST_LANES;
    }

    /** Whether strips can be copied as vectors: their rows are neighbours, and so are those behind them. */
    boolean asVectors(int rows) {
        return shape.leftRow() == 1 && rows >= Columns.MOST_LANES;
    }

    /** How many strips from row 0 on are copied together: those that need not be moved back, nor read beyond the rows. */
    int together(int rows) {
        return asVectors(rows) ? (rows - Columns.MOST_LANES) / ROWS + 1 : rows / ROWS;
    }

    /** Terms in full blocks. */
    static long filled(long terms) {
        return (terms + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** The terms for {@code count} examples. */
    static Expr terms(Tile.Shape shape, Expr count) {
        return times(count, Math.toIntExact(shape.terms()));
    }

    /** The blocks for {@code count} examples. */
    static Expr blocks(Tile.Shape shape, Expr count) {
        int terms = Math.toIntExact(shape.terms());
        return terms % BLOCK == 0
                ? times(count, terms / BLOCK)
                : dividedBy(plus(terms(shape, count), whole(BLOCK - 1)), BLOCK);
    }

    /** The shape of tiles over strips, one every so many floats, and a panel. */
    Tile.Shape packed(int floats) {
        Tile.Sum blocks = new Tile.Sum(1, Tile.Over.BLOCKS, PITCH * BLOCK, 0);
        return new Tile.Shape(
                1, ROWS, floats, shape.outRow(), List.of(blocks, new Tile.Sum(BLOCK, Tile.Over.ONE, PITCH, 0)));
    }

    /** The statements behind a copy that fill up the last block, {@code zeros} those of one term; none where blocks are full. */
    static List<Stmt> fill(Tile.Shape shape, Function<Expr, List<Stmt>> zeros) {
        if (shape.terms() % BLOCK == 0) {
            return List.of();
        }
        Expr terms = terms(shape, index("count"));
        Expr end = roundDown(plus(terms, whole(BLOCK - 1)), BLOCK);
        return List.of(new Stmt.For("k", terms, end, whole(1), zeros.apply(index("k"))));
    }

    /**
     * The copying as a kernel, some strips at once, so that a line of the cache is fetched once for all.
     *
     * @param vectors whether each term is copied as vectors, which read what lies behind the strip's rows
     */
    Kernel kernel(String name, boolean vectors, int maxBatch) {
        List<Kernel.Parameter> parameters = new ArrayList<>();
        for (String array : List.of("a", "strip")) {
            parameters.add(new Kernel.Parameter(Kernel.Kind.FLOATS, array));
            parameters.add(new Kernel.Parameter(Kernel.Kind.INT, array + "At"));
        }
        parameters.add(new Kernel.Parameter(Kernel.Kind.INT, "count"));
        parameters.add(new Kernel.Parameter(Kernel.Kind.INT, "strips"));
        List<Stmt> body = new ArrayList<>(loop(0, index("aAt"), index("stripAt"), vectors, floats(maxBatch)));
        body.addAll(fill(
                shape,
                k -> eachStrip(strip ->
                        zeros(plus(plus(index("stripAt"), times(strip, floats(maxBatch))), times(k, PITCH))))));
        String what =
                "Copies " + ROWS + " rows of {@code a} side by side into a strip, a term every " + PITCH + " floats.";
        return new Kernel(name, List.of(what), parameters, body);
    }

    private List<Stmt> loop(int depth, Expr from, Expr to, boolean vectors, int floats) {
        if (depth == shape.sums().size()) {
            return eachStrip(strip ->
                    copies(plus(from, times(strip, ROWS * shape.leftRow())), plus(to, times(strip, floats)), vectors));
        }
        Tile.Sum axis = shape.sums().get(depth);
        String k = depth == 0 ? "k" : "k" + (depth + 1);
        Expr nextFrom = plus(from, times(index(k), axis.leftStride()));
        Expr nextTo = plus(to, times(index(k), PITCH * shape.termsWithin(depth)));
        return List.of(
                new Stmt.For(k, whole(0), axis.end(), whole(1), loop(depth + 1, nextFrom, nextTo, vectors, floats)));
    }

    private static List<Stmt> eachStrip(Function<Expr, List<Stmt>> body) {
        return List.of(new Stmt.For("s", whole(0), index("strips"), whole(1), body.apply(index("s"))));
    }

    private List<Stmt> copies(Expr from, Expr to, boolean vectors) {
        if (vectors) {
            Expr lane = index("lane");
            Stmt copy = new Stmt.Store("strip", plus(to, lane), new Expr.Load("a", plus(from, lane)));
            return List.of(new Stmt.For("lane", whole(0), whole(PITCH), LANES, List.of(copy)));
        }
        List<Stmt> copies = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            Expr element = new Expr.Element("a", plus(from, whole(row * shape.leftRow())), Type.FLOAT);
            copies.add(new Stmt.Store("strip", plus(to, whole(row)), element));
        }
        return copies;
    }

    private static List<Stmt> zeros(Expr to) {
        List<Stmt> zeros = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            zeros.add(new Stmt.Store("strip", plus(to, whole(row)), number(0.0)));
        }
        return zeros;
    }
}
