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
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Runs tiles over the rows and columns of one matrix product.
 *
 * <p>Tiles of six rows and two vectors take 15 of the 16 vector registers that an AVX2 machine has, and are enough for the
 * latency of its multiply-adds. Where the address of a row's number takes more than a constant, C2 fetches numbers early and
 * would spill, so there the tiles have four rows. Tiles of one vector have twice the rows, and so have those of machines with
 * 32 registers.
 *
 * <p>A known number of rows is divided evenly among tiles of two sizes. Of an unknown number, a tile that would reach over the
 * edge is moved back instead: it computes the numbers that it overlaps once more, bit for bit, and no other tile size is
 * needed.
 */
final class TileLoops {
    private static final int MANY_ROWS = 6;
    private static final int FEW_ROWS = 4;

    /** From so many rows on, a tile of two vectors is as fast as a taller one. */
    private static final int LEAST_TALL = 8;

    private static final int VECTORS = Panel.VECTORS;

    /** Vectors of a tile of one row, where there are 16 registers and where there are 32. */
    private static final int FEW_ABREAST = 8;

    private static final int MANY_ABREAST = 16;

    /** Columns that are one vector of eight lanes: beside it, a second one of 16 floats would hold padding alone. */
    private static final int NARROW = 8;

    /** With fewer rows than this to share them, copying all columns costs more than it saves. */
    private static final int LEAST_SHARING = 48;

    /** Floats of panels that stay in the second-level cache from one block of rows to the next. */
    private static final int MOST_SHARED = 1 << 17;

    private final ProgramContext program;
    private final KernelBuilder kernel;
    private final String name;
    private final Tile.Shape shape;
    private final boolean narrow;
    private final int width;
    private final boolean transposed;
    private final boolean packed;
    private final Panel panel;
    private final KernelBuilder.Array a;
    private final KernelBuilder.Array b;
    private final KernelBuilder.Array c;
    private KernelBuilder.Array shared;

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
        narrow = isNarrow(product);
        width = columns(product);
        panel = Panel.of(shape, width, product.columnStride(), program.maxBatch());
        transposed = product.columnStride() != 1;
        packed = transposed || !product.sharesRight() && Panel.pays(width, shape, program.maxBatch());
    }

    /** Rows of the tiles of a product. */
    static int tileRows(Product product) {
        return tileRows(product.shape(), isNarrow(product));
    }

    /** Up to which column tiles of a product write its rows; a vector that begins before it reaches over it. */
    static int columns(Product product) {
        return isNarrow(product) ? product.width() : Layout.roundUp(product.width());
    }

    private static int tileRows(Tile.Shape shape, boolean narrow) {
        Tile.Sum innermost = shape.sums().get(shape.sums().size() - 1);
        boolean simple = !innermost.overBatch() && (innermost.leftStride() == 1 || shape.leftRow() == 1);
        int rows = simple ? MANY_ROWS : FEW_ROWS;
        return narrow ? VECTORS * rows : rows;
    }

    private int tileRows() {
        return tileRows(shape, narrow);
    }

    private static boolean isNarrow(Product product) {
        return product.width() <= NARROW;
    }

    /** Where the arrays of one matrix start. */
    record Starts(Expr a, Expr b, Expr c) {}

    /**
     * Copies all columns into panels first, where matrices share them.
     *
     * @param rows rows of all matrices of one example
     */
    void share(Starts starts, int rows) {
        if (width < VECTORS * Columns.MOST_LANES || shape.readsCount() || rows < LEAST_SHARING) {
            return;
        }
        shared = kernel.array(program.scratch(panel.floats(width)), "panels");
        copy(starts, whole(0), whole(width), shared);
    }

    /**
     * Copies all columns into panels first, where each block of rows would copy them again.
     *
     * @param rows rows of one example
     */
    void shareAmongBlocks(Starts starts, int rows) {
        if (shared == null && packed && panel.floats(width) <= MOST_SHARED) {
            share(starts, rows);
        }
    }

    /** Takes the second operand for panels of all columns. */
    void takePanels() {
        shared = b;
    }

    /** Runs over rows whose number is known. */
    void run(Starts starts, int rows) {
        if (rows < FEW_ROWS) {
            single(starts, whole(0), whole(rows));
        } else {
            evenly(starts, rows, false);
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
            tiled(starts, from, to, most, false);
        } else if (most < rows) {
            single(starts, from, to);
        } else {
            kernel.branch(
                    compare(Relation.LT, minus(to, from), whole(rows)),
                    () -> single(starts, from, to),
                    () -> tiled(starts, from, to, most, true));
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
        evenly(starts, rows, true);
    }

    /** Vectors of a product's tiles on a machine of 16 lanes. */
    static int widest(Product product) {
        return columns(product) < VECTORS * Columns.MOST_LANES ? 1 : VECTORS;
    }

    /** The same for some matrices in one tile of a machine of 16 lanes, {@code apart} floats apart in the first operand. */
    void goOnTogether(Starts starts, int rows, int matrices, int vectors, int apart) {
        Tile.Shape together = shape.together(rows, apart);
        columns(starts, vectors, (col, right) -> {
            Tile tile = new Tile(rows * matrices, vectors, together, right.packed(), true);
            tile(tile, starts, whole(0), col, right);
        });
    }

    /** Divides rows evenly among tiles, so that none overlaps another. */
    private void evenly(Starts starts, int rows, boolean goesOn) {
        wide(vectors -> columns(starts, vectors, (col, right) -> {
            Tile tile = new Tile(tileRows(), vectors, shape, right.packed(), goesOn);
            Tile tall = tall(tile, rows);
            if (rows % tall.rows() > 0 || tall.equals(tile)) {
                evenly(tile, Tile::twice, starts, rows, col, right);
                return;
            }
            kernel.branch(
                    compare(Relation.LT, LANES, whole(Columns.MOST_LANES)),
                    () -> evenly(tile, UnaryOperator.identity(), starts, rows, col, right),
                    () -> rows(tall, tall, starts, whole(0), whole(rows), false, col, right));
        }));
    }

    /** In as few tiles as have at most the rows of {@code most}, of two sizes that differ by one. */
    private void evenly(Tile most, UnaryOperator<Tile> tall, Starts starts, int rows, Expr col, Right right) {
        boolean one = rows <= most.rows() + 1 && most.rows() == FEW_ROWS;
        int tiles = one ? 1 : (rows + most.rows() - 1) / most.rows();
        int small = rows / tiles;
        int large = rows % tiles;
        Expr middle = whole(large * (small + 1));
        if (large > 0) {
            Tile tile = most.withRows(small + 1);
            rows(tile, tall.apply(tile), starts, whole(0), middle, false, col, right);
        }
        Tile tile = most.withRows(small);
        rows(tile, tall.apply(tile), starts, middle, whole(rows), false, col, right);
    }

    /** The taller tile of machines with 32 registers: one that divides the most rows that there can be, if there is one. */
    private static Tile tall(Tile tile, int most) {
        if (tile.rows() != MANY_ROWS || tile.goesOn()) {
            return tile.twice();
        }
        return IntStream.rangeClosed(LEAST_TALL, 2 * MANY_ROWS)
                .filter(rows -> most % rows == 0)
                .mapToObj(tile::withRows)
                .reduce(tile.twice(), (shorter, taller) -> taller);
    }

    /** Row by row, for a few examples: the second operand is read once, where it is. */
    private void single(Starts starts, Expr from, Expr to) {
        if (shared != null) {
            abreast(starts, from, to);
            return;
        } else if (transposed) {
            columns(starts, VECTORS, (col, right) -> {
                Tile tile = new Tile(1, VECTORS, shape, true, false);
                kernel.loop("row", from, to, whole(1), row -> tile(tile, starts, row, col, right));
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
                    tile(tile, starts, row, col, new Right(b.name(), plus(starts.b(), col), false));
                }));
    }

    /** The same from panels, so many side by side that their sums do not wait for each other. */
    private void abreast(Starts starts, Expr from, Expr to) {
        kernel.branch(
                compare(Relation.LT, LANES, whole(Columns.MOST_LANES)),
                () -> abreast(FEW_ABREAST, starts, from, to),
                () -> abreast(MANY_ABREAST, starts, from, to));
    }

    private void abreast(int most, Starts starts, Expr from, Expr to) {
        int vectors = most;
        while (vectors > VECTORS && width % (vectors * Columns.MOST_LANES) != 0) {
            vectors /= 2;
        }
        Tile tile = new Tile(1, vectors, shape, true, false);
        kernel.loop(
                "row",
                from,
                to,
                whole(1),
                row -> columns(starts, tile.vectors(), (col, right) -> tile(tile, starts, row, col, right)));
    }

    private void tiled(Starts starts, Expr from, Expr to, int most, boolean ragged) {
        wide(vectors -> columns(starts, vectors, (col, right) -> {
            Tile tile = new Tile(tileRows(), vectors, shape, right.packed(), false);
            // Threads share out whole tiles: what taller ones leave of a share must be whole tiles, too.
            Tile tall = ragged ? tall(tile, most) : tile.twice();
            rows(tile, tall, starts, from, to, ragged, col, right);
        }));
    }

    /** Writes what differs with the vectors of a tile: where columns are few, a machine of 16 lanes has one vector of them. */
    private void wide(IntConsumer body) {
        if (narrow) {
            body.accept(1);
        } else if (width >= VECTORS * Columns.MOST_LANES) {
            body.accept(VECTORS);
        } else {
            kernel.branch(
                    compare(Relation.LT, LANES, whole(Columns.MOST_LANES)),
                    () -> body.accept(VECTORS),
                    () -> body.accept(1));
        }
    }

    /** Where a tile finds its columns of the second operand. */
    private record Right(String array, Expr at, boolean packed) {}

    /** A loop over columns; {@code body} takes where some vectors start, and where a tile finds them. */
    private void columns(Starts starts, int vectors, BiConsumer<Expr, Right> body) {
        Columns columns = new Columns(kernel, width);
        if (shared != null) {
            columns.each(vectors, (col, first) -> body.accept(col, panelOf(shared, first)));
        } else if (packed) {
            int together = Math.min(width, Panel.COLUMNS_TOGETHER);
            KernelBuilder.Array panels = kernel.array(program.scratch(panel.floats(together)), "scratch");
            kernel.steps("group", width, together, (group, end) -> {
                copy(starts, group, end, panels);
                columns.each(
                        vectors, group, end, (col, first) -> body.accept(col, panelOf(panels, minus(first, group))));
            });
        } else {
            columns.each(vectors, (col, first) -> body.accept(col, new Right(b.name(), plus(starts.b(), col), false)));
        }
    }

    private Right panelOf(KernelBuilder.Array panels, Expr column) {
        return new Right(panels.name(), plus(panels.start(), panel.at(column)), true);
    }

    private void copy(Starts starts, Expr from, Expr to, KernelBuilder.Array panels) {
        List<Stmt.Argument> arguments = new ArrayList<>();
        pass(arguments, b.name(), plus(starts.b(), times(from, panel.columnStride())));
        pass(arguments, panels.name(), panels.start());
        arguments.addAll(panel.columns(from, to));
        call(program.intern(panel.kernel(name + "Panels")), arguments);
    }

    private void rows(Tile tile, Tile tall, Starts starts, Expr from, Expr to, boolean ragged, Expr col, Right right) {
        tile.each(kernel, tall, from, to, to, (size, row) -> {
            boolean last = ragged && size == tile;
            Expr first = last ? Columns.within(kernel, row, minus(to, whole(tile.rows())), "top") : row;
            tile(size, starts, first, col, right);
        });
    }

    private void tile(Tile tile, Starts starts, Expr row, Expr col, Right right) {
        List<Stmt.Argument> arguments = new ArrayList<>();
        pass(arguments, a.name(), plus(starts.a(), times(row, shape.leftRow())));
        pass(arguments, right.array(), right.at());
        pass(arguments, c.name(), plus(plus(starts.c(), times(row, shape.outRow())), col));
        if (tile.rows() > 1) {
            arguments.add(new Stmt.Argument.Value(whole(shape.outRow())));
        }
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
