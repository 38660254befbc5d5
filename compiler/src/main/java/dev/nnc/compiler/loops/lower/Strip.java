package dev.nnc.compiler.loops.lower;

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

    /** A strip's floats. */
    int floats(int maxBatch) {
        return Math.toIntExact(filled(shape.terms() * maxBatch)) * PITCH;
    }

    /** Terms in full blocks. */
    static long filled(long terms) {
        return (terms + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** The terms for {@code count} examples. */
    static Expr terms(Tile.Shape shape) {
        return times(index("count"), Math.toIntExact(shape.terms()));
    }

    /** The blocks for {@code count} examples. */
    static Expr blocks(Tile.Shape shape) {
        int terms = Math.toIntExact(shape.terms());
        return terms % BLOCK == 0
                ? times(index("count"), terms / BLOCK)
                : dividedBy(plus(terms(shape), whole(BLOCK - 1)), BLOCK);
    }

    /** The shape of tiles over a strip and a panel. */
    Tile.Shape packed() {
        Tile.Sum blocks = new Tile.Sum(1, Tile.Over.BLOCKS, PITCH * BLOCK, 0);
        return new Tile.Shape(1, shape.outRow(), List.of(blocks, new Tile.Sum(BLOCK, Tile.Over.ONE, PITCH, 0)));
    }

    /** The statements behind a copy that fill up the last block, {@code zeros} those of one term; none where blocks are full. */
    static List<Stmt> fill(Tile.Shape shape, Function<Expr, List<Stmt>> zeros) {
        if (shape.terms() % BLOCK == 0) {
            return List.of();
        }
        Expr end = roundDown(plus(terms(shape), whole(BLOCK - 1)), BLOCK);
        return List.of(new Stmt.For("k", terms(shape), end, whole(1), zeros.apply(index("k"))));
    }

    /** The copying as a kernel. */
    Kernel kernel(String name) {
        List<Kernel.Parameter> parameters = new ArrayList<>();
        for (String array : List.of("a", "strip")) {
            parameters.add(new Kernel.Parameter(Kernel.Kind.FLOATS, array));
            parameters.add(new Kernel.Parameter(Kernel.Kind.INT, array + "At"));
        }
        parameters.add(new Kernel.Parameter(Kernel.Kind.INT, "count"));
        List<Stmt> body = new ArrayList<>(loop(0, index("aAt"), index("stripAt")));
        body.addAll(fill(shape, k -> zeros(plus(index("stripAt"), times(k, PITCH)))));
        String what =
                "Copies " + ROWS + " rows of {@code a} side by side into a strip, a term every " + PITCH + " floats.";
        return new Kernel(name, List.of(what), parameters, body);
    }

    private List<Stmt> loop(int depth, Expr from, Expr to) {
        if (depth == shape.sums().size()) {
            return copies(from, to);
        }
        Tile.Sum axis = shape.sums().get(depth);
        String k = depth == 0 ? "k" : "k" + (depth + 1);
        Expr nextFrom = plus(from, times(index(k), axis.leftStride()));
        Expr nextTo = plus(to, times(index(k), PITCH * shape.termsWithin(depth)));
        return List.of(new Stmt.For(k, whole(0), axis.end(), whole(1), loop(depth + 1, nextFrom, nextTo)));
    }

    private List<Stmt> copies(Expr from, Expr to) {
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
