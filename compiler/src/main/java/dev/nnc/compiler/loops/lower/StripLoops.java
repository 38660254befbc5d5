package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.choose;
import static dev.nnc.compiler.loops.kernel.Exprs.compare;
import static dev.nnc.compiler.loops.kernel.Exprs.dividedBy;
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
import java.util.function.UnaryOperator;

/**
 * Runs tiles over a product whose first operand is summed across its rows: blocks of its rows are copied into {@link Strip}s,
 * and for each block the columns of the second operand into {@link Panel}s. Rows of few floats are read where they are.
 *
 * <p>Where the last strip would reach over the edge it is moved back, and computes the numbers that it overlaps once more,
 * bit for bit.
 */
final class StripLoops {
    private static final int VECTORS = Panel.VECTORS;

    /** Floats of a block's strips, which stay in the second-level cache beside the panel. */
    private static final int BLOCK_FLOATS = 1 << 16;

    /** Terms for which a strip stays in the first-level cache, and the panels of 512 columns in the second-level one. */
    private static final int BAND_TERMS = 128;

    /** With no more terms than these, loading and storing the result for each band costs more than it saves. */
    private static final int LEAST_TERMS = 512;

    /** Floats of a row of which tiles read where they are: a band of them is few lines of the cache, and few pages. */
    private static final int SHORT_ROW = 512;

    /** Terms of an example, of which fewer would be a short loop for a tile. */
    private static final int LEAST_STEPS = 16;

    private static final int LEAST_STRIPS = 2;

    /** So few terms of a whole batch do not pay for copying rows where tiles are tall. */
    private static final int FEW_TERMS = 64;

    /** Strips of one of several blocks. */
    private static final int FEW_STRIPS = 16;

    private final ProgramContext program;
    private final KernelBuilder kernel;
    private final String name;
    private final Tile.Shape shape;
    private final int rows;
    private final int width;
    private final boolean goesOn;
    private final boolean inPlace;
    private final int examples;
    private final Strip strip;
    private final Panel panel;
    private final KernelBuilder.Array a;
    private final KernelBuilder.Array b;
    private final KernelBuilder.Array c;

    /**
     * The loops of a product.
     *
     * @param rows all of its rows
     * @param columns all of its columns
     */
    StripLoops(
            ProgramContext program,
            KernelBuilder kernel,
            String name,
            Tile.Shape shape,
            int rows,
            int columns,
            KernelBuilder.Array a,
            KernelBuilder.Array b,
            KernelBuilder.Array c) {
        this.program = program;
        this.kernel = kernel;
        this.name = name;
        this.rows = rows;
        this.a = a;
        this.b = b;
        this.c = c;
        width = Layout.roundUp(columns);
        int most = program.maxBatch();
        // A tile that goes on may not overlap another, as the last one of ragged columns would.
        goesOn = shape.terms() * most > LEAST_TERMS && width % (VECTORS * Columns.MOST_LANES) == 0;
        Tile.Sum innermost = shape.sums().get(shape.sums().size() - 1);
        inPlace = goesOn && innermost.extent() >= LEAST_STEPS && innermost.leftStride() <= SHORT_ROW;
        this.shape = inPlace ? shape.byExample() : shape;
        strip = new Strip(shape);
        examples = goesOn ? Math.toIntExact(Math.max(1, BAND_TERMS / shape.terms())) : most;
        panel = inPlace ? Panel.of(this.shape, width, 1, examples) : Panel.filled(shape, width, examples);
    }

    /** Whether a product of so many rows and floats a row is worth it. */
    static boolean pays(int rows, int width, Tile.Shape shape, int maxBatch) {
        int innermost = shape.sums().size() - 1;
        return rows >= 2 * Strip.ROWS
                && shape.sums().get(0).overBatch()
                && shape.sums().get(innermost).leftStride() != 1
                && Panel.pays(Layout.roundUp(width), shape, maxBatch);
    }

    /** Whether machines of 16 lanes take strips as well: with few terms, their taller tiles read rows where they are. */
    boolean payWithManyLanes() {
        return shape.terms() * program.maxBatch() > FEW_TERMS;
    }

    /**
     * Runs over rows {@code from .. to - 1}: for some examples after the other where there are many terms, each element
     * going on with its chain, so that a strip and a panel stay in the first-level cache.
     */
    void run(TileLoops.Starts starts, Expr from, Expr to) {
        if (!goesOn) {
            run(starts, from, to, kernel.count());
            return;
        }
        Tile.Sum sum = shape.sums().get(0);
        clear(starts, from, to);
        kernel.loop("example", whole(0), kernel.count(), whole(examples), example -> {
            Expr left = minus(kernel.count(), example);
            Expr count = Columns.within(kernel, whole(examples), left, "examples");
            TileLoops.Starts own = new TileLoops.Starts(
                    kernel.let("a", plus(starts.a(), times(example, sum.extent() * sum.leftStride()))),
                    kernel.let("b", plus(starts.b(), times(example, sum.extent() * sum.rightStride()))),
                    starts.c());
            run(own, from, to, count);
        });
    }

    private void clear(TileLoops.Starts starts, Expr from, Expr to) {
        kernel.loop(
                "row",
                from,
                to,
                whole(1),
                row -> kernel.loop("col", whole(0), whole(width), LANES, col -> {
                    Expr at = plus(plus(starts.c(), times(row, shape.outRow())), col);
                    kernel.add(new Stmt.Store(c.name(), at, Exprs.lanes(number(0.0))));
                }));
    }

    private void run(TileLoops.Starts starts, Expr from, Expr to, Expr count) {
        if (inPlace) {
            KernelBuilder.Array scratch = kernel.array(program.scratch(panel.floats(width)), "scratch");
            copyPanels(scratch, starts, count);
            UnaryOperator<Expr> row = number -> plus(starts.a(), times(number, shape.leftRow()));
            tiles(new Rows(a.name(), row, row), scratch, starts, from, to, count);
            return;
        }
        int strips = strips();
        int blockRows = strips * Strip.ROWS;
        int floats = panel.floats(width) + strips * strip.floats(examples);
        KernelBuilder.Array scratch = kernel.array(program.scratch(floats), "scratch");
        Expr blocks = kernel.let("blocks", Strip.blocks(shape, count));
        copyPanels(scratch, starts, count);
        kernel.loop("block", from, to, whole(blockRows), block -> {
            Expr end = Columns.within(kernel, plus(block, whole(blockRows)), to, "end");
            copyStrips(scratch, starts, block, end, count);
            Rows inStrips = new Rows(
                    scratch.name(),
                    row -> stripAt(scratch, minus(row, block)),
                    row -> plus(stripAt(scratch, minus(row, block)), whole(Strip.ROWS - rows % Strip.ROWS)));
            tiles(inStrips, scratch, starts, block, end, blocks);
        });
    }

    /** Strips of a block: all of them, whose copying reads memory in order, if they fit beside the panels. */
    private int strips() {
        int all = (rows + Strip.ROWS - 1) / Strip.ROWS;
        int room = (BLOCK_FLOATS - panel.floats(width)) / strip.floats(examples);
        int some = Math.min(BLOCK_FLOATS / strip.floats(examples), FEW_STRIPS);
        return all <= room ? all : Math.max(LEAST_STRIPS, some);
    }

    private void copyPanels(KernelBuilder.Array scratch, TileLoops.Starts starts, Expr count) {
        List<Stmt.Argument> arguments = new ArrayList<>();
        TileLoops.pass(arguments, b.name(), starts.b());
        TileLoops.pass(arguments, scratch.name(), scratch.start());
        arguments.addAll(panel.columns(whole(0), whole(width)));
        call(program.intern(panel, () -> panel.kernel(name + "Panels")), arguments, count);
    }

    /** Where tiles find rows of the first operand: full tiles, and the one of the rows that are left over. */
    private record Rows(String array, UnaryOperator<Expr> full, UnaryOperator<Expr> left) {}

    /** The tiles of a block: where they go on with what the result holds, the last has the rows that are left over. */
    private void tiles(
            Rows operand, KernelBuilder.Array scratch, TileLoops.Starts starts, Expr block, Expr end, Expr length) {
        int rest = goesOn ? rows % Strip.ROWS : 0;
        Expr last = rest == 0 ? end : Columns.within(kernel, end, whole(rows - rest), "last");
        int moved = goesOn ? 0 : rows % Strip.ROWS;
        Expr even = moved == 0 ? last : Columns.within(kernel, end, whole(rows - moved), "even");
        Tile six = tile(Strip.ROWS);
        Tile tall = inPlace ? tile(2 * Strip.ROWS) : six.twice();
        six.each(kernel, payWithManyLanes() ? tall : six, block, even, last, (tile, row) -> {
            Expr first = moved > 0 && tile.rows() == Strip.ROWS ? top(row) : row;
            along(tile, operand.array(), operand.full().apply(row), scratch, result(starts, first), length);
        });
        if (rest > 0) {
            Expr row = whole(rows - rest);
            kernel.when(compare(Relation.LT, row, end), () -> {
                along(tile(rest), operand.array(), operand.left().apply(row), scratch, result(starts, row), length);
            });
        }
    }

    private Expr result(TileLoops.Starts starts, Expr row) {
        return plus(starts.c(), times(row, shape.outRow()));
    }

    /** Along all columns: the rows stay in the first-level cache, and the result is written line by line. */
    private void along(Tile tile, String array, Expr rows, KernelBuilder.Array panels, Expr result, Expr length) {
        new Columns(kernel, width).each(VECTORS, (col, first) -> {
            List<Stmt.Argument> arguments = new ArrayList<>();
            TileLoops.pass(arguments, array, rows);
            TileLoops.pass(arguments, panels.name(), plus(panels.start(), panel.at(first)));
            TileLoops.pass(arguments, c.name(), plus(result, col));
            if (tile.hasRowParameter()) {
                arguments.add(new Stmt.Argument.Value(whole(shape.outRow())));
            }
            String size = (goesOn ? "Added" : "Tile") + tile.rows() + "x" + VECTORS;
            call(program.intern(tile, () -> tile.kernel(name + size)), arguments, length);
        });
    }

    private void copyStrips(KernelBuilder.Array scratch, TileLoops.Starts starts, Expr block, Expr end, Expr count) {
        int together = strip.together(rows) * Strip.ROWS;
        Expr ready = together == rows ? end : Columns.within(kernel, end, whole(together), "ready");
        boolean vectors = strip.asVectors(rows);
        String many = program.intern(strip.kernel(name + "Strips", vectors, examples));
        kernel.when(compare(Relation.LT, block, ready), () -> {
            Expr strips = dividedBy(minus(ready, block), Strip.ROWS);
            copy(many, scratch, starts, block, stripAt(scratch, whole(0)), count, strips);
        });
        if (together < rows) {
            String one = program.intern(strip.kernel(name + "Strip", false, examples));
            Expr rest = choose(compare(Relation.LT, block, whole(together)), whole(together), block);
            kernel.loop(
                    "row",
                    kernel.let("rest", rest),
                    end,
                    whole(Strip.ROWS),
                    row -> copy(one, scratch, starts, top(row), stripAt(scratch, minus(row, block)), count, whole(1)));
        }
    }

    private void copy(
            String kernelName,
            KernelBuilder.Array scratch,
            TileLoops.Starts starts,
            Expr row,
            Expr stripAt,
            Expr count,
            Expr strips) {
        List<Stmt.Argument> arguments = new ArrayList<>();
        TileLoops.pass(arguments, a.name(), plus(starts.a(), times(row, shape.leftRow())));
        TileLoops.pass(arguments, scratch.name(), stripAt);
        arguments.add(new Stmt.Argument.Value(count));
        call(kernelName, arguments, strips);
    }

    private Expr top(Expr row) {
        return rows % Strip.ROWS == 0 ? row : Columns.within(kernel, row, whole(rows - Strip.ROWS), "top");
    }

    /** Where the strip is that is so many rows behind the first of the block. */
    private Expr stripAt(KernelBuilder.Array scratch, Expr rows) {
        Expr first = plus(scratch.start(), whole(panel.floats(width)));
        return plus(first, times(dividedBy(rows, Strip.ROWS), strip.floats(examples)));
    }

    private Tile tile(int height) {
        Tile.Shape walk = inPlace ? shape : strip.packed(strip.floats(examples));
        return new Tile(height, VECTORS, walk, true, goesOn);
    }

    private void call(String callee, List<Stmt.Argument> arguments, Expr length) {
        arguments.add(new Stmt.Argument.Value(length));
        kernel.add(new Stmt.Call(callee, arguments));
    }
}
