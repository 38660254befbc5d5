package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.compare;
import static dev.nnc.compiler.loops.kernel.Exprs.minus;
import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.kernel.Stmt;
import dev.nnc.compiler.plan.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs tiles over the rows and columns of one matrix product.
 *
 * <p>Tiles of six rows and two vectors take 15 of the 16 vector registers that an AVX2 machine has, and are enough for the
 * latency of its multiply-adds and of those with 32. Where the address of a row's number takes more than a constant, C2
 * fetches numbers early and would spill, so there the tiles have four rows. A tile that would reach over the edge is moved
 * back instead: it computes the numbers that it overlaps once more, bit for bit, and no other tile size is needed.
 */
final class TileLoops {
    private static final int MANY_ROWS = 6;
    private static final int FEW_ROWS = 4;
    private static final int VECTORS = 2;

    private final ProgramContext program;
    private final KernelBuilder kernel;
    private final String name;
    private final Tile.Shape shape;
    private final int width;
    private final boolean packed;
    private final KernelBuilder.Array a;
    private final KernelBuilder.Array b;
    private final KernelBuilder.Array c;

    TileLoops(
            ProgramContext program,
            KernelBuilder kernel,
            String name,
            Product product,
            Tile.Shape shape,
            KernelBuilder.Array a,
            KernelBuilder.Array b,
            KernelBuilder.Array c) {
        this.program = program;
        this.kernel = kernel;
        this.name = name;
        this.a = a;
        this.b = b;
        this.c = c;
        this.shape = shape;
        width = Layout.roundUp(product.width());
        // Where few rows share the columns, the copy costs more than it saves.
        boolean manyRows = product.outerAxes().isEmpty() || product.outerStrides(Product.Operand.RIGHT)[0] != 0;
        packed = manyRows && Panel.pays(width, shape, program.maxBatch());
    }

    /** Rows of the tiles of a product. */
    static int tileRows(Tile.Shape shape) {
        Tile.Sum innermost = shape.sums().get(shape.sums().size() - 1);
        boolean simple = innermost.leftStride() == 1 && !innermost.overBatch();
        return simple ? MANY_ROWS : FEW_ROWS;
    }

    /** Where the arrays of one matrix start. */
    record Starts(Expr a, Expr b, Expr c) {}

    /** Runs over rows whose number is known. */
    void run(Starts starts, int rows) {
        if (rows < tileRows(shape)) {
            single(starts, whole(0), whole(rows));
        } else {
            tiled(starts, whole(0), whole(rows), rows % tileRows(shape) != 0);
        }
    }

    /**
     * Runs over rows {@code from .. to - 1}.
     *
     * @param most the most rows that there can be
     * @param whole whether they are full tiles
     */
    void run(Starts starts, Expr from, Expr to, int most, boolean whole) {
        int rows = tileRows(shape);
        if (whole) {
            tiled(starts, from, to, false);
        } else if (most < rows) {
            single(starts, from, to);
        } else {
            kernel.branch(
                    compare(Relation.LT, minus(to, from), whole(rows)),
                    () -> single(starts, from, to),
                    () -> tiled(starts, from, to, true));
        }
    }

    /** Sets rows of the result to 0, for {@link #goOn} to add to. */
    void clear(Starts starts, int rows) {
        kernel.loop(
                "row",
                whole(0),
                whole(rows),
                whole(1),
                row -> kernel.loop("col", whole(0), whole(width), LANES, col -> {
                    Expr at = plus(plus(starts.c(), times(row, shape.outRow())), col);
                    kernel.add(new Stmt.Store(c.name(), at, Exprs.lanes(number(0.0))));
                }));
    }

    /**
     * Adds to rows of the result, each element going on with its chain, so that no tile may overlap another: the rows are
     * divided evenly.
     */
    void goOn(Starts starts, int rows) {
        if (width % (VECTORS * Columns.MOST_LANES) == 0) {
            goOn(starts, rows, VECTORS);
        } else {
            kernel.branch(
                    compare(Relation.LT, LANES, whole(Columns.MOST_LANES)),
                    () -> goOn(starts, rows, VECTORS),
                    () -> goOn(starts, rows, 1));
        }
    }

    private void goOn(Starts starts, int rows, int vectors) {
        int tiles = rows <= FEW_ROWS + 1 ? 1 : (rows + FEW_ROWS - 1) / FEW_ROWS;
        int small = rows / tiles;
        int large = rows % tiles;
        kernel.loop("col", whole(0), whole(width), times(LANES, vectors), col -> {
            goOn(new Tile(small + 1, vectors, shape, false, true), starts, 0, large, col);
            goOn(new Tile(small, vectors, shape, false, true), starts, large * (small + 1), tiles - large, col);
        });
    }

    private void goOn(Tile tile, Starts starts, int first, int tiles, Expr col) {
        if (tiles > 0) {
            Expr columnsAt = plus(starts.b(), col);
            int end = first + tiles * tile.rows();
            kernel.loop(
                    "row",
                    whole(first),
                    whole(end),
                    whole(tile.rows()),
                    row -> tile(tile, starts, row, col, columnsAt, b.name()));
        }
    }

    /** Row by row, for a few examples: the second operand is read once, where it is. */
    private void single(Starts starts, Expr from, Expr to) {
        int vectors = width >= 4 * Columns.MOST_LANES ? 4 : width >= 2 * Columns.MOST_LANES ? 2 : 1;
        kernel.loop(
                "row",
                from,
                to,
                whole(1),
                row -> new Columns(kernel, width).each(vectors, col -> {
                    tile(new Tile(1, vectors, shape, false, false), starts, row, col, plus(starts.b(), col), b.name());
                }));
    }

    private void tiled(Starts starts, Expr from, Expr to, boolean ragged) {
        if (width >= VECTORS * Columns.MOST_LANES) {
            tiled(starts, from, to, ragged, VECTORS);
        } else {
            kernel.branch(
                    compare(Relation.LT, LANES, whole(Columns.MOST_LANES)),
                    () -> tiled(starts, from, to, ragged, VECTORS),
                    () -> tiled(starts, from, to, ragged, 1));
        }
    }

    private void tiled(Starts starts, Expr from, Expr to, boolean ragged, int vectors) {
        Tile tile = new Tile(tileRows(shape), vectors, shape, packed, false);
        new Columns(kernel, width).each(vectors, col -> {
            Expr columnsAt = plus(starts.b(), col);
            if (packed) {
                KernelBuilder.Array panel = panel(columnsAt);
                rows(tile, starts, from, to, ragged, col, panel.start(), panel.name());
            } else {
                rows(tile, starts, from, to, ragged, col, columnsAt, b.name());
            }
        });
    }

    private KernelBuilder.Array panel(Expr columnsAt) {
        Panel panel = new Panel(VECTORS, shape, false);
        KernelBuilder.Array scratch = kernel.array(program.scratch(panel.floats(program.maxBatch())), "scratch");
        List<Stmt.Argument> arguments = new ArrayList<>();
        pass(arguments, b.name(), columnsAt);
        pass(arguments, scratch.name(), scratch.start());
        call(program.intern(panel.kernel(name + "Panel")), arguments);
        return scratch;
    }

    private void rows(
            Tile tile, Starts starts, Expr from, Expr to, boolean ragged, Expr col, Expr columnsAt, String columns) {
        kernel.loop("row", from, to, whole(tile.rows()), row -> {
            Expr first = ragged ? Columns.within(kernel, row, minus(to, whole(tile.rows())), "top") : row;
            tile(tile, starts, first, col, columnsAt, columns);
        });
    }

    private void tile(Tile tile, Starts starts, Expr row, Expr col, Expr columnsAt, String columns) {
        List<Stmt.Argument> arguments = new ArrayList<>();
        pass(arguments, a.name(), plus(starts.a(), times(row, shape.leftRow())));
        pass(arguments, columns, columnsAt);
        pass(arguments, c.name(), plus(plus(starts.c(), times(row, shape.outRow())), col));
        String size = (tile.goesOn() ? "Added" : "Tile") + tile.rows() + "x" + tile.vectors();
        call(program.intern(tile.kernel(name + size)), arguments);
    }

    /** Adds an array and where something starts in it. */
    static void pass(List<Stmt.Argument> arguments, String array, Expr start) {
        arguments.add(new Stmt.Argument.Array(array));
        arguments.add(new Stmt.Argument.Value(start));
    }

    private void call(String callee, List<Stmt.Argument> arguments) {
        if (shape.readsCount()) {
            arguments.add(new Stmt.Argument.Value(kernel.count()));
        }
        kernel.add(new Stmt.Call(callee, arguments));
    }
}
