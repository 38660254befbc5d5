package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.index;
import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.kernel.Stmt;
import java.util.ArrayList;
import java.util.List;

/**
 * Some vectors of columns of a product's second operand, copied one row behind the other into a worker's scratch: tiles then
 * read memory in order, which takes them from half of the machine's multiply-adds to nearly all where rows are long.
 *
 * @param vectors vectors of columns
 * @param shape strides and summed axes of the product
 * @param filled whether zeros fill up the last block of terms, see {@link Strip}
 */
record Panel(int vectors, Tile.Shape shape, boolean filled) {
    /** More terms than this a panel does not hold: it would leave the second-level cache before its second use. */
    private static final int MOST_TERMS = 8192;

    /** Whether a product whose lane axis has so many floats is worth it: narrower ones have their columns together already. */
    static boolean pays(int width, Tile.Shape shape, int maxBatch) {
        boolean batchFirst = shape.sums().stream().skip(1).noneMatch(Tile.Sum::overBatch);
        return width >= 64 && batchFirst && terms(shape, maxBatch) <= MOST_TERMS;
    }

    private static long terms(Tile.Shape shape, int maxBatch) {
        return shape.terms() * (shape.readsCount() ? maxBatch : 1);
    }

    /** Floats of the panel, on a machine of 16 lanes. */
    int floats(int maxBatch) {
        return Math.toIntExact(Strip.filled(terms(shape, maxBatch))) * vectors * 16;
    }

    /** Where the term after {@code k} steps of {@code vectors} vectors is: the constants first, for bounds checks to leave the loop. */
    static Expr step(Expr k, int vectors) {
        return new Expr.IntArithmetic(Expr.Operator.MULTIPLY, times(LANES, vectors), k);
    }

    /** The copying as a kernel. */
    Kernel kernel(String name) {
        List<Kernel.Parameter> parameters = new ArrayList<>();
        for (String array : List.of("b", "panel")) {
            parameters.add(new Kernel.Parameter(Kernel.Kind.FLOATS, array));
            parameters.add(new Kernel.Parameter(Kernel.Kind.INT, array + "At"));
        }
        shape.counts().forEach(count -> parameters.add(new Kernel.Parameter(Kernel.Kind.INT, count)));
        String what = "Copies " + vectors + " vectors of columns of {@code b} into a panel, row behind row.";
        List<Stmt> body = new ArrayList<>(loop(0, index("bAt"), index("panelAt")));
        if (filled) {
            body.addAll(Strip.fill(shape, k -> zeros(plus(index("panelAt"), step(k, vectors)))));
        }
        return new Kernel(name, List.of(what), parameters, body);
    }

    private List<Stmt> loop(int depth, Expr from, Expr to) {
        if (depth == shape.sums().size()) {
            return copies(from, to);
        }
        Tile.Sum axis = shape.sums().get(depth);
        String k = depth == 0 ? "k" : "k" + (depth + 1);
        Expr nextFrom = plus(from, times(index(k), axis.rightStride()));
        Expr nextTo = plus(to, step(index(k), vectors * shape.termsWithin(depth)));
        return List.of(new Stmt.For(k, whole(0), axis.end(), whole(1), loop(depth + 1, nextFrom, nextTo)));
    }

    private List<Stmt> copies(Expr from, Expr to) {
        List<Stmt> copies = new ArrayList<>();
        for (int vector = 0; vector < vectors; vector++) {
            Expr lanes = times(LANES, vector);
            copies.add(new Stmt.Store("panel", plus(to, lanes), new Expr.Load("b", plus(from, lanes))));
        }
        return copies;
    }

    private List<Stmt> zeros(Expr to) {
        List<Stmt> zeros = new ArrayList<>();
        for (int vector = 0; vector < vectors; vector++) {
            zeros.add(new Stmt.Store("panel", plus(to, times(LANES, vector)), Exprs.lanes(number(0.0))));
        }
        return zeros;
    }
}
