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
        int floats = panel.floats(program.maxBatch()) + strips * strip.floats(program.maxBatch());
        KernelBuilder.Array scratch = kernel.array(program.scratch(floats), "scratch");
        Expr blocks = kernel.let("blocks", Strip.blocks(shape));
        kernel.loop("block", from, to, whole(blockRows), block -> {
            Expr end = Columns.within(kernel, plus(block, whole(blockRows)), to, "end");
            copyStrips(scratch, starts, block, end, rows);
            new Columns(kernel, Layout.roundUp(width)).each(VECTORS, (col, first) -> {
                List<Stmt.Argument> arguments = new ArrayList<>();
                TileLoops.pass(arguments, b.name(), plus(starts.b(), col));
                TileLoops.pass(arguments, scratch.name(), scratch.start());
                call(program.intern(panel.kernel(name + "Panel")), arguments, kernel.count());
                kernel.loop("row", block, end, whole(Strip.ROWS), row -> {
                    Expr at = plus(plus(starts.c(), times(top(row, rows), shape.outRow())), col);
                    tile(scratch, stripAt(scratch, minus(row, block)), at, blocks);
                });
            });
        });
    }

    private void copyStrips(KernelBuilder.Array scratch, TileLoops.Starts starts, Expr block, Expr end, int rows) {
        int together = strip.together(rows) * Strip.ROWS;
        Expr ready = together == rows ? end : Columns.within(kernel, end, whole(together), "ready");
        boolean vectors = strip.asVectors(rows);
        String many = program.intern(strip.kernel(name + "Strips", vectors, program.maxBatch()));
        kernel.when(compare(Relation.LT, block, ready), () -> {
            Expr strips = dividedBy(minus(ready, block), Strip.ROWS);
            copy(many, scratch, starts, block, stripAt(scratch, whole(0)), strips);
        });
        if (together < rows) {
            String one = program.intern(strip.kernel(name + "Strip", false, program.maxBatch()));
            Expr rest = choose(compare(Relation.LT, block, whole(together)), whole(together), block);
            kernel.loop(
                    "row",
                    kernel.let("rest", rest),
                    end,
                    whole(Strip.ROWS),
                    row -> copy(one, scratch, starts, top(row, rows), stripAt(scratch, minus(row, block)), whole(1)));
        }
    }

    private void copy(
            String kernelName,
            KernelBuilder.Array scratch,
            TileLoops.Starts starts,
            Expr row,
            Expr stripAt,
            Expr strips) {
        List<Stmt.Argument> arguments = new ArrayList<>();
        TileLoops.pass(arguments, a.name(), plus(starts.a(), times(row, shape.leftRow())));
        TileLoops.pass(arguments, scratch.name(), stripAt);
        arguments.add(new Stmt.Argument.Value(kernel.count()));
        call(kernelName, arguments, strips);
    }

    private Expr top(Expr row, int rows) {
        return rows % Strip.ROWS == 0 ? row : Columns.within(kernel, row, whole(rows - Strip.ROWS), "top");
    }

    /** Where the strip is that is so many rows behind the first of the block. */
    private Expr stripAt(KernelBuilder.Array scratch, Expr rows) {
        Expr number = dividedBy(rows, Strip.ROWS);
        return plus(
                plus(scratch.start(), whole(panel.floats(program.maxBatch()))),
                times(number, strip.floats(program.maxBatch())));
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
