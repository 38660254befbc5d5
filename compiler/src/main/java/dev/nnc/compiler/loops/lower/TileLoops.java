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
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Runs tiles over the rows and columns of one matrix product.
 *
 * <p>Tiles of six rows and two vectors take 15 of the 16 vector registers that an AVX2 machine has, and are enough for the
 * latency of its multiply-adds. Where the address of a row's number takes more than a constant, C2 fetches numbers early and
 * would spill, so there the tiles have four rows. Tiles of one vector have twice the rows, and so have those of machines with
 * 32 registers.
 */
final class TileLoops {
    private static final int VECTORS = Panel.VECTORS;

    /** Vectors of a tile of one row, where there are 16 registers and where there are 32. */
    private static final int FEW_ABREAST = 8;

    private static final int MANY_ABREAST = 16;

    /** Columns that are one vector of eight lanes: beside it, a second one of 16 floats would hold padding alone. */
    private static final int NARROW = 8;

    /** Floats of a group of columns, which stay in the second-level cache beside the rows of the first operand. */
    private static final int GROUP_FLOATS = 1 << 16;

    /** Columns of one step on a machine of 16 lanes. */
    private static final int COLUMN_STEP = VECTORS * Columns.MOST_LANES;

    /** From so many terms on, which are 64 columns in a group, tiles go down the rows. */
    private static final int LEAST_TERMS_DOWN = GROUP_FLOATS / 64;

    /** Floats that an address of the machine counts by: 8 bytes are a scale that it has. */
    private static final int MOST_SCALED = 2;

    private final ProgramContext program;
    private final KernelBuilder kernel;
    private final String name;
    private final Tile.Shape shape;
    private final boolean narrow;
    private final int width;
    private final RightColumns right;
    private final KernelBuilder.Array a;
    private final KernelBuilder.Array c;
    private Terms terms = Terms.ALL;
    private boolean simple;

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
        this.c = c;
        this.shape = shape;
        narrow = isNarrow(product);
        width = columns(product);
        right = new RightColumns(program, kernel, name, product, shape, b, width);
    }

    /** Up to which column tiles of a product write its rows; a vector that begins before it reaches over it. */
    static int columns(Product product) {
        return isNarrow(product) ? product.width() : Layout.roundUp(product.width());
    }

    /** Takes tiles of one size for all numbers of rows and lanes, and another of one row. */
    void simplify() {
        simple = true;
    }

    /** Rows of the tiles. */
    int tileRows() {
        if (simple) {
            return RowTiles.FEW;
        }
        Tile.Sum innermost = shape.sums().get(shape.sums().size() - 1);
        boolean constant = !innermost.overBatch() && (innermost.leftStride() <= MOST_SCALED || shape.leftRow() == 1);
        int rows = constant ? RowTiles.MANY : RowTiles.FEW;
        return narrow ? VECTORS * rows : rows;
    }

    private static boolean isNarrow(Product product) {
        return product.width() <= NARROW;
    }

    /** Where the arrays of one matrix start. */
    record Starts(Expr a, Expr b, Expr c) {}

    /** Where tiles find the columns of the second operand. */
    RightColumns right() {
        return right;
    }

    /** Leaves out terms that are 0, where matrices run over all of their rows. */
    void leaveOut(Terms others) {
        terms = others;
    }

    /** Runs over rows whose number is known. */
    void run(Starts starts, int rows) {
        if (rows < RowTiles.FEW) {
            single(starts, whole(0), whole(rows));
        } else {
            tiled(starts, false, tiles -> tiles.evenly(rows));
        }
    }

    /**
     * Runs over rows {@code from .. to - 1}.
     *
     * @param most the most rows that there can be
     * @param whole whether they are full tiles
     */
    void run(Starts starts, Expr from, Expr to, int most, boolean whole) {
        int rows = tileRows();
        if (whole) {
            tiled(starts, false, tiles -> tiles.full(from, to));
        } else if (most < rows) {
            single(starts, from, to);
        } else {
            kernel.branch(
                    compare(Relation.LT, minus(to, from), whole(rows)),
                    () -> single(starts, from, to),
                    () -> tiled(starts, false, tiles -> tiles.ragged(from, to, most)));
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

    /** Adds to rows of the result, each element going on with its chain. */
    void goOn(Starts starts, int rows) {
        if (isRagged(width)) {
            new Columns(kernel, width).each(1, (col, first) -> {
                Tile most = new Tile(VECTORS * tileRows(), 1, shape, false, true);
                RightColumns.Right at = right.inPlace(starts.b(), col);
                new RowTiles(kernel, most, false, (tile, row) -> tile(tile, starts, row, col, at)).evenly(rows);
            });
            return;
        }
        tiled(starts, true, tiles -> tiles.evenly(rows));
    }

    /**
     * Whether the last vectors of a row are moved back at its end, on a machine of 16 lanes. Where sums go on they would add some
     * numbers twice, so that single vectors run over the columns, where these are.
     */
    private static boolean isRagged(int width) {
        return width >= VECTORS * Columns.MOST_LANES && width % (VECTORS * Columns.MOST_LANES) != 0;
    }

    /** Vectors of tiles whose sums go on, on a machine of 16 lanes. */
    static int widest(Product product) {
        int width = columns(product);
        return width < VECTORS * Columns.MOST_LANES || isRagged(width) ? 1 : VECTORS;
    }

    /** Copies the columns into panels that all rows of an example share, unless single vectors run over them. */
    void shareGoingOn(Expr start, int rows) {
        if (!isRagged(width)) {
            right.share(start, rows);
        }
    }

    /** The same for some matrices in one tile of a machine of 16 lanes, {@code apart} floats apart in the first operand. */
    void goOnTogether(Starts starts, int rows, int matrices, int vectors, int apart) {
        Tile.Shape together = shape.together(rows, apart);
        right.each(starts.b(), vectors, (col, at) -> {
            Tile tile = new Tile(rows * matrices, vectors, together, at.packed(), true);
            tile(tile, starts, whole(0), col, at);
        });
    }

    /** Row by row, for a few examples: the second operand is read once, where it is. */
    private void single(Starts starts, Expr from, Expr to) {
        if (right.areShared()) {
            abreast(starts, from, to);
            return;
        } else if (right.areTransposed()) {
            right.each(starts.b(), VECTORS, (col, at) -> {
                Tile tile = new Tile(1, VECTORS, shape, true, false);
                kernel.loop("row", from, to, whole(1), row -> tile(tile, starts, row, col, at));
            });
            return;
        }
        int vectors = width >= 4 * Columns.MOST_LANES ? 4 : width >= 2 * Columns.MOST_LANES ? 2 : 1;
        kernel.loop(
                "row",
                from,
                to,
                whole(1),
                row -> new Columns(kernel, width).each(vectors, (col, first) -> {
                    Tile tile = new Tile(1, vectors, shape, false, false);
                    tile(tile, starts, row, col, right.inPlace(starts.b(), col));
                }));
    }

    /** The same from panels, so many side by side that their sums do not wait for each other. */
    private void abreast(Starts starts, Expr from, Expr to) {
        int few = vectorsAbreast(FEW_ABREAST);
        int many = vectorsAbreast(MANY_ABREAST);
        if (few == many) {
            abreast(few, starts, from, to);
            return;
        }
        kernel.byLanes(() -> abreast(few, starts, from, to), () -> abreast(many, starts, from, to));
    }

    private int vectorsAbreast(int most) {
        int vectors = most;
        while (vectors > VECTORS && width % (vectors * Columns.MOST_LANES) != 0) {
            vectors /= 2;
        }
        return vectors;
    }

    private void abreast(int vectors, Starts starts, Expr from, Expr to) {
        Tile tile = new Tile(1, vectors, shape, true, false);
        kernel.loop(
                "row",
                from,
                to,
                whole(1),
                row -> right.each(starts.b(), vectors, (col, at) -> tile(tile, starts, row, col, at)));
    }

    /**
     * Tiles of many rows, which go along the columns of a group: a tile's part of the first operand stays in the first-level
     * cache, the group in the second-level one, and the result is written line by line. With so many terms that a group would
     * be few columns, they go down the rows instead.
     */
    private void tiled(Starts starts, boolean goesOn, Consumer<RowTiles> rows) {
        wide(vectors -> {
            Tile most = new Tile(tileRows(), vectors, shape, right.arePacked(), goesOn);
            boolean oneSize = simple && !goesOn;
            if (right.terms() >= LEAST_TERMS_DOWN) {
                right.each(
                        starts.b(),
                        vectors,
                        (col, at) -> rows.accept(
                                new RowTiles(kernel, most, oneSize, (tile, row) -> tile(tile, starts, row, col, at))));
                return;
            }
            int together = GROUP_FLOATS / right.terms() / COLUMN_STEP * COLUMN_STEP;
            right.groupsOf(
                    starts.b(),
                    together,
                    group -> rows.accept(new RowTiles(
                            kernel,
                            most,
                            oneSize,
                            (tile, row) -> group.each(vectors, (col, at) -> tile(tile, starts, row, col, at)))));
        });
    }

    /** Writes what differs with the vectors of a tile: where columns are few, a machine of 16 lanes has one vector of them. */
    private void wide(IntConsumer body) {
        if (narrow || simple && width < VECTORS * Columns.MOST_LANES) {
            body.accept(1);
        } else if (width >= VECTORS * Columns.MOST_LANES) {
            body.accept(VECTORS);
        } else {
            kernel.byLanes(() -> body.accept(VECTORS), () -> body.accept(1));
        }
    }

    private void tile(Tile all, Starts starts, Expr row, Expr col, RightColumns.Right columns) {
        Tile tile = terms == Terms.ALL ? all : all.withShape(Terms.inBlocks(shape));
        List<Stmt.Argument> arguments = new ArrayList<>();
        pass(arguments, a.name(), plus(plus(starts.a(), times(row, shape.leftRow())), skippedLeft(tile, row)));
        pass(arguments, columns.array(), plus(columns.at(), skippedRight(tile, columns, row)));
        pass(arguments, c.name(), plus(plus(starts.c(), times(row, shape.outRow())), col));
        if (tile.hasRowParameter()) {
            arguments.add(new Stmt.Argument.Value(whole(shape.outRow())));
        }
        if (terms != Terms.ALL) {
            arguments.add(new Stmt.Argument.Value(terms.blocks(row, tile.rows(), shape.terms())));
        }
        String size = (tile.goesOn() ? "Added" : "Tile") + tile.rows() + "x" + tile.vectors();
        call(kernel, shape, program.intern(tile, () -> tile.kernel(name + size)), arguments);
    }

    /** How far the first term of a tile is behind that of all in the first operand. */
    private Expr skippedLeft(Tile tile, Expr row) {
        return times(terms.skipped(row), tile.shape().sums().get(0).leftStride());
    }

    /** The same in the second. */
    private Expr skippedRight(Tile tile, RightColumns.Right columns, Expr row) {
        Expr blocks = terms.skipped(row);
        if (columns.packed() && terms == Terms.FROM_ROW) {
            return Panel.step(blocks, VECTORS * tile.shape().termsWithin(0));
        }
        return times(blocks, tile.shape().sums().get(0).rightStride());
    }

    /** Adds an array and where something starts in it. */
    static void pass(List<Stmt.Argument> arguments, String array, Expr start) {
        arguments.add(new Stmt.Argument.Array(array));
        arguments.add(new Stmt.Argument.Value(start));
    }

    /** Calls a kernel that may read how many examples there are. */
    static void call(KernelBuilder kernel, Tile.Shape shape, String callee, List<Stmt.Argument> arguments) {
        if (shape.readsCount()) {
            arguments.add(new Stmt.Argument.Value(kernel.count()));
        }
        kernel.add(new Stmt.Call(callee, arguments));
    }
}
