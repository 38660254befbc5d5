package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.choose;
import static dev.nnc.compiler.loops.kernel.Exprs.compare;
import static dev.nnc.compiler.loops.kernel.Exprs.index;
import static dev.nnc.compiler.loops.kernel.Exprs.minus;
import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.kernel.Stmt;
import dev.nnc.compiler.loops.kernel.Type;
import dev.nnc.compiler.plan.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Two vectors of columns of a product's second operand, copied one row behind the other into a worker's scratch: tiles then
 * read memory in order, which takes them from half of the machine's multiply-adds to nearly all where rows are long.
 *
 * @param shape strides and summed axes of the product
 * @param width all columns
 * @param columnStride floats from one column to the next: not 1 where the copy transposes
 * @param terms the most terms, which are as many rows of a panel
 * @param filled whether zeros fill up the last block of terms, see {@link Strip}
 */
record Panel(Tile.Shape shape, int width, int columnStride, int terms, boolean filled) {
    /** Vectors of a panel. */
    static final int VECTORS = 2;

    /** Columns whose panels are copied together: each visit to a page of a long row then fetches some lines of the cache. */
    static final int COLUMNS_TOGETHER = 128;

    /** Up to so many rows, which are eight tiles, columns of rows as wide as {@link #WIDEST_IN_PLACE} are read where they are. */
    private static final int MOST_ROWS_IN_PLACE = 64;

    private static final int WIDEST_IN_PLACE = 512;

    /** The panels of a product. */
    static Panel of(Tile.Shape shape, int width, int columnStride, int examples) {
        return new Panel(shape, width, columnStride, Math.toIntExact(terms(shape, examples)), false);
    }

    /** The panels of a product with {@link Strip}s. */
    static Panel filled(Tile.Shape shape, int width, int examples) {
        return new Panel(shape, width, 1, Math.toIntExact(Strip.filled(terms(shape, examples))), true);
    }

    /** Whether a product whose lane axis has so many floats is worth it: narrower ones have their columns together already. */
    static boolean pays(int width, Tile.Shape shape, int maxBatch) {
        boolean batchFirst = shape.sums().stream().skip(1).noneMatch(Tile.Sum::overBatch);
        return width >= Layout.LEAST_PANELS && batchFirst && terms(shape, maxBatch) <= Layout.MOST_PANEL_TERMS;
    }

    /** The same for the rows of a product: few of them read columns so seldom that a copy costs more than it saves. */
    static boolean pays(Product product, int width, Tile.Shape shape, int maxBatch) {
        long rows = product.rowAxes().stream()
                .mapToLong(axis -> axis.extent(maxBatch))
                .reduce(1, (a, b) -> a * b);
        return (rows > MOST_ROWS_IN_PLACE || width > WIDEST_IN_PLACE) && pays(width, shape, maxBatch);
    }

    private static long terms(Tile.Shape shape, int maxBatch) {
        return shape.terms() * (shape.readsCount() ? maxBatch : 1);
    }

    /** Floats of the panels of so many columns. */
    int floats(int columns) {
        return Math.multiplyExact(Columns.full(columns, VECTORS), terms);
    }

    /** Where the panel of a column is behind the one of column 0. */
    Expr at(Expr column) {
        return times(column, terms);
    }

    /** Where the term after {@code k} steps of {@code vectors} vectors is: the constants first, for bounds checks to leave the loop. */
    static Expr step(Expr k, int vectors) {
        return new Expr.IntArithmetic(Expr.Operator.MULTIPLY, times(LANES, vectors), k);
    }

    /** Whether the last panel has columns of the one before it, too. */
    boolean isRagged() {
        return width % (VECTORS * Columns.MOST_LANES) != 0;
    }

    /** What the kernel takes for columns {@code from .. to - 1}. */
    List<Stmt.Argument> columns(Expr from, Expr to) {
        List<Stmt.Argument> arguments = new ArrayList<>();
        arguments.add(new Stmt.Argument.Value(minus(to, from)));
        if (isRagged()) {
            Expr last = minus(minus(whole(width), times(LANES, VECTORS)), from);
            arguments.add(new Stmt.Argument.Value(last));
        }
        return arguments;
    }

    /** The copying of some neighbouring panels as a kernel. */
    Kernel kernel(String name) {
        List<Kernel.Parameter> parameters = new ArrayList<>();
        for (String array : List.of("b", "panels")) {
            parameters.add(new Kernel.Parameter(Kernel.Kind.FLOATS, array));
            parameters.add(new Kernel.Parameter(Kernel.Kind.INT, array + "At"));
        }
        parameters.add(new Kernel.Parameter(Kernel.Kind.INT, "columns"));
        if (isRagged()) {
            parameters.add(new Kernel.Parameter(Kernel.Kind.INT, "last"));
        }
        shape.counts().forEach(count -> parameters.add(new Kernel.Parameter(Kernel.Kind.INT, count)));
        String what = "Copies columns of {@code b} into panels of " + VECTORS + " vectors, row behind row"
                + (isRagged() ? "; no panel begins behind column {@code last}." : ".");
        List<Stmt> body = new ArrayList<>(columnStride == 1 ? inRows() : transposed());
        if (filled) {
            body.addAll(Strip.fill(
                    shape, k -> eachPanel(col -> zeros(plus(plus(index("panelsAt"), at(col)), step(k, VECTORS))))));
        }
        return new Kernel(name, List.of(what), parameters, body);
    }

    /** Row by row of the operand. */
    private List<Stmt> inRows() {
        List<Stmt> body = new ArrayList<>();
        if (isRagged()) {
            body.add(new Stmt.Let("most", most()));
            body.add(new Stmt.Let("full", smaller(index("most"), index("columns"))));
        }
        body.addAll(loop(0, index("bAt"), index("panelsAt")));
        return body;
    }

    /** The columns of as many panels as begin at the last place for one, or before. */
    private static Expr most() {
        Expr panel = times(LANES, VECTORS);
        Expr panels = new Expr.IntArithmetic(Expr.Operator.DIVIDE, plus(index("last"), panel), panel);
        return new Expr.IntArithmetic(Expr.Operator.MULTIPLY, panels, panel);
    }

    private static Expr smaller(Expr a, Expr b) {
        return choose(compare(Relation.LT, a, b), a, b);
    }

    private List<Stmt> loop(int depth, Expr from, Expr to) {
        if (depth == shape.sums().size()) {
            return row(from, to);
        }
        Tile.Sum axis = shape.sums().get(depth);
        String k = depth == 0 ? "k" : "k" + (depth + 1);
        Expr nextFrom = plus(from, times(index(k), axis.rightStride()));
        Expr nextTo = plus(to, step(index(k), VECTORS * shape.termsWithin(depth)));
        return List.of(new Stmt.For(k, whole(0), axis.end(), whole(1), loop(depth + 1, nextFrom, nextTo)));
    }

    /** As many columns at a time as there are lanes: twice as many take twice as long where they come from memory. */
    private List<Stmt> transposed() {
        return eachPanel(col -> {
            List<Stmt> panel = new ArrayList<>();
            Expr column = plus(left(col, panel), index("half"));
            Expr from = plus(index("bAt"), times(column, columnStride));
            Expr to = plus(plus(index("panelsAt"), at(col)), index("half"));
            panel.add(new Stmt.For("half", whole(0), times(LANES, VECTORS), LANES, terms(0, from, to)));
            return panel;
        });
    }

    private List<Stmt> terms(int depth, Expr from, Expr to) {
        Tile.Sum axis = shape.sums().get(depth);
        if (depth == shape.sums().size() - 1) {
            return neighbours(axis, from, to);
        }
        String k = depth == 0 ? "k" : "k" + (depth + 1);
        Expr nextFrom = plus(from, times(index(k), axis.rightStride()));
        Expr nextTo = plus(to, step(index(k), VECTORS * shape.termsWithin(depth)));
        return List.of(new Stmt.For(k, whole(0), axis.end(), whole(1), terms(depth + 1, nextFrom, nextTo)));
    }

    /** Terms that are neighbours in memory as vectors, others and what is left of them one by one. */
    private List<Stmt> neighbours(Tile.Sum axis, Expr from, Expr to) {
        int together = axis.rightStride() == 1 && axis.over() == Tile.Over.ONE
                ? axis.extent() / LaneTranspose.PLACES * LaneTranspose.PLACES
                : 0;
        List<Stmt> alone = eachTerm(whole(0), axis, from, to);
        if (together == 0) {
            return alone;
        }
        Expr term = index("term");
        List<Expr> places = IntStream.range(0, LaneTranspose.PLACES)
                .mapToObj(place -> plus(index("target"), step(plus(term, whole(place)), VECTORS)))
                .toList();
        List<Stmt> four = new LaneTranspose("b", columnStride).places(plus(index("first"), term), "panels", places);
        List<Stmt> vectors = new ArrayList<>();
        vectors.add(new Stmt.Let("first", from));
        vectors.add(new Stmt.Let("target", to));
        vectors.add(new Stmt.For("term", whole(0), whole(together), whole(LaneTranspose.PLACES), four));
        if (together < axis.extent()) {
            vectors.addAll(eachTerm(whole(together), axis, from, to));
        }
        return List.of(new Stmt.If(compare(Relation.GE, LANES, whole(LaneTranspose.PLACES)), vectors, alone));
    }

    private List<Stmt> eachTerm(Expr first, Tile.Sum axis, Expr from, Expr to) {
        Expr lane = index("lane");
        Expr term = index("rest");
        Expr element = new Expr.Element(
                "b", plus(from, plus(times(term, axis.rightStride()), times(lane, columnStride))), Type.FLOAT);
        Stmt copy = new Stmt.Store("panels", plus(to, plus(step(term, VECTORS), lane)), element);
        Stmt lanes = new Stmt.For("lane", whole(0), LANES, whole(1), List.of(copy));
        return List.of(new Stmt.For("rest", first, axis.end(), whole(1), List.of(lanes)));
    }

    /** Where the columns of a panel begin, moved back where the last would reach over the edge. */
    private Expr left(Expr col, List<Stmt> before) {
        if (!isRagged()) {
            return col;
        }
        before.add(new Stmt.Let("left", smaller(col, index("last"))));
        return index("left");
    }

    private static List<Stmt> eachPanel(Function<Expr, List<Stmt>> body) {
        return List.of(
                new Stmt.For("col", whole(0), index("columns"), times(LANES, VECTORS), body.apply(index("col"))));
    }

    /** One row of all panels. Where the last begins is not asked for each of them: bounds checks would stay in the loop. */
    private List<Stmt> row(Expr from, Expr to) {
        Expr col = index("col");
        Expr end = index(isRagged() ? "full" : "columns");
        Expr panel = times(LANES, VECTORS);
        Expr target = plus(to, at(col));
        List<Stmt> row = new ArrayList<>();
        row.add(new Stmt.For("col", whole(0), end, panel, copies(plus(from, col), target)));
        if (isRagged()) {
            row.add(new Stmt.For("col", end, index("columns"), panel, copies(plus(from, index("last")), target)));
        }
        return row;
    }

    private static List<Stmt> copies(Expr from, Expr to) {
        List<Stmt> copies = new ArrayList<>();
        for (int vector = 0; vector < VECTORS; vector++) {
            Expr lanes = times(LANES, vector);
            copies.add(new Stmt.Store("panels", plus(to, lanes), new Expr.Load("b", plus(from, lanes))));
        }
        return copies;
    }

    private static List<Stmt> zeros(Expr to) {
        List<Stmt> zeros = new ArrayList<>();
        for (int vector = 0; vector < VECTORS; vector++) {
            zeros.add(new Stmt.Store("panels", plus(to, times(LANES, vector)), Exprs.lanes(number(0.0))));
        }
        return zeros;
    }
}
