package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.dividedBy;
import static dev.nnc.compiler.loops.kernel.Exprs.minus;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Stmt;
import dev.nnc.compiler.plan.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs tiles over a product whose first operand is summed across its rows: blocks of its rows are copied into {@link Strip}s,
 * and for each block the columns of the second operand into {@link Panel}s.
 *
 * <p>Where the last strip would reach over the edge it is moved back, and computes the numbers that it overlaps once more,
 * bit for bit.
 */
final class StripLoops {
    private static final int VECTORS = 2;

    /** Floats of a block's strips, which stay in the second-level cache beside the panel. */
    private static final int BLOCK_FLOATS = 1 << 16;

    private static final int LEAST_STRIPS = 2;
    private static final int MOST_STRIPS = 16;

    private final ProgramContext program;
    private final KernelBuilder kernel;
    private final String name;
    private final Tile.Shape shape;
    private final Strip strip;
    private final Panel panel;
    private final KernelBuilder.Array a;
    private final KernelBuilder.Array b;
    private final KernelBuilder.Array c;

    StripLoops(
            ProgramContext program,
            KernelBuilder kernel,
            String name,
            Tile.Shape shape,
            KernelBuilder.Array a,
            KernelBuilder.Array b,
            KernelBuilder.Array c) {
        this.program = program;
        this.kernel = kernel;
        this.name = name;
        this.shape = shape;
        this.a = a;
        this.b = b;
        this.c = c;
        strip = new Strip(shape);
        panel = new Panel(VECTORS, shape, true);
    }

    /** Whether a product of so many rows and floats a row is worth it. */
    static boolean pays(int rows, int width, Tile.Shape shape, int maxBatch) {
        int innermost = shape.sums().size() - 1;
        return rows >= 2 * Strip.ROWS
                && shape.sums().get(0).overBatch()
                && shape.sums().get(innermost).leftStride() != 1
                && Panel.pays(Layout.roundUp(width), shape, maxBatch);
    }

    /** Runs over rows {@code from .. to - 1} of {@code rows}. */
    void run(TileLoops.Starts starts, Expr from, Expr to, int rows, int width) {
        int strips = Math.max(LEAST_STRIPS, Math.min(BLOCK_FLOATS / strip.floats(program.maxBatch()), MOST_STRIPS));
        int blockRows = strips * Strip.ROWS;
        int panelFloats = panel.floats(program.maxBatch());
        KernelBuilder.Array scratch =
                kernel.array(program.scratch(panelFloats + strips * strip.floats(program.maxBatch())), "scratch");
        Expr blocks = kernel.let("blocks", Strip.blocks(shape));
        kernel.loop("block", from, to, whole(blockRows), block -> {
            Expr end = Columns.within(kernel, plus(block, whole(blockRows)), to, "end");
            kernel.loop("row", block, end, whole(Strip.ROWS), row -> {
                Expr top = top(row, rows);
                List<Stmt.Argument> arguments = new ArrayList<>();
                TileLoops.pass(arguments, a.name(), plus(starts.a(), times(top, shape.leftRow())));
                TileLoops.pass(arguments, scratch.name(), stripAt(scratch, row, block, panelFloats));
                call(program.intern(strip.kernel(name + "Strip")), arguments, kernel.count());
            });
            new Columns(kernel, Layout.roundUp(width)).each(VECTORS, (col, first) -> {
                List<Stmt.Argument> arguments = new ArrayList<>();
                TileLoops.pass(arguments, b.name(), plus(starts.b(), col));
                TileLoops.pass(arguments, scratch.name(), scratch.start());
                call(program.intern(panel.kernel(name + "Panel")), arguments, kernel.count());
                kernel.loop("row", block, end, whole(Strip.ROWS), row -> {
                    Expr at = plus(plus(starts.c(), times(top(row, rows), shape.outRow())), col);
                    tile(scratch, stripAt(scratch, row, block, panelFloats), at, blocks);
                });
            });
        });
    }

    private Expr top(Expr row, int rows) {
        return rows % Strip.ROWS == 0 ? row : Columns.within(kernel, row, whole(rows - Strip.ROWS), "top");
    }

    /** Where the strip of a row is, behind the panel. */
    private Expr stripAt(KernelBuilder.Array scratch, Expr row, Expr block, int panelFloats) {
        Expr number = dividedBy(minus(row, block), Strip.ROWS);
        return plus(plus(scratch.start(), whole(panelFloats)), times(number, strip.floats(program.maxBatch())));
    }

    private void tile(KernelBuilder.Array scratch, Expr stripAt, Expr at, Expr blocks) {
        List<Stmt.Argument> arguments = new ArrayList<>();
        TileLoops.pass(arguments, scratch.name(), stripAt);
        TileLoops.pass(arguments, scratch.name(), scratch.start());
        TileLoops.pass(arguments, c.name(), at);
        Tile tile = new Tile(Strip.ROWS, VECTORS, strip.packed(), true, false);
        call(program.intern(tile.kernel(name + "Tile" + tile.rows() + "x" + VECTORS)), arguments, blocks);
    }

    private void call(String callee, List<Stmt.Argument> arguments, Expr length) {
        arguments.add(new Stmt.Argument.Value(length));
        kernel.add(new Stmt.Call(callee, arguments));
    }
}
