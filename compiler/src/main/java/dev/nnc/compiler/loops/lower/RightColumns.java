package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.minus;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Where the tiles of a product find the columns of its second operand: in place, or in panels, which are copied for a group of
 * columns after the other, or for all at once.
 */
final class RightColumns {
    /** With fewer rows than this to share them, copying all columns costs more than it saves. */
    private static final int LEAST_SHARING = 48;

    /** Floats of panels that stay in the second-level cache from one block of rows to the next. */
    private static final int MOST_SHARED = 1 << 17;

    /** Floats of panels that are copied at once, in the order of memory: more would leave the caches before they are read. */
    private static final int MOST_AT_ONCE = 3 << 17;

    private final ProgramContext program;
    private final KernelBuilder kernel;
    private final String name;
    private final Tile.Shape shape;
    private final KernelBuilder.Array b;
    private final int width;
    private final boolean transposed;
    private boolean packed;
    private final Panel panel;
    private KernelBuilder.Array shared;

    /**
     * The columns of a product.
     *
     * @param name of its kernel
     * @param width up to which column tiles run
     */
    RightColumns(
            ProgramContext program,
            KernelBuilder kernel,
            String name,
            Product product,
            Tile.Shape shape,
            KernelBuilder.Array b,
            int width) {
        this.program = program;
        this.kernel = kernel;
        this.name = name;
        this.shape = shape;
        this.b = b;
        this.width = width;
        panel = Panel.of(shape, width, product.columnStride(), program.maxBatch());
        transposed = product.columnStride() != 1;
        packed = transposed || !product.sharesRight() && Panel.pays(product, width, shape, program.maxBatch());
    }

    /** Where a tile finds its columns. */
    record Right(String array, Expr at, boolean packed) {}

    /** Some columns one behind the other. */
    interface Group {
        /** A loop over them; {@code body} takes where some vectors start, and where a tile finds them. */
        void each(int vectors, BiConsumer<Expr, Right> body);
    }

    /** Terms of a column. */
    int terms() {
        return panel.terms();
    }

    /** Whether each column is a row in memory. */
    boolean areTransposed() {
        return transposed;
    }

    /** Whether panels of all columns are there already. */
    boolean areShared() {
        return shared != null;
    }

    /** Whether tiles of many rows find them in panels. */
    boolean arePacked() {
        return shared != null || packed;
    }

    /** Leaves columns where they are, for operands that the second-level cache holds anyway. */
    void leaveInPlace() {
        packed = false;
    }

    /** Takes the second operand for panels of all columns. */
    void takePanels() {
        shared = b;
    }

    /**
     * Copies all columns into panels first, where matrices share them.
     *
     * @param rows rows of all matrices of one example
     */
    void share(Expr start, int rows) {
        if (width >= Panel.VECTORS * Columns.MOST_LANES && !shape.readsCount() && rows >= LEAST_SHARING) {
            shared = copyAll(start);
        }
    }

    /**
     * Copies all columns into panels first, where each block of rows would copy them again.
     *
     * @param rows rows of one example
     */
    void shareAmongBlocks(Expr start, int rows) {
        if (shared == null && packed && panel.floats(width) <= MOST_SHARED) {
            share(start, rows);
        }
    }

    /** A loop over all columns. */
    void each(Expr start, int vectors, BiConsumer<Expr, Right> body) {
        groups(start, width, group -> group.each(vectors, body));
    }

    /** A loop over groups of at most so many columns, whose panels are copied group by group, or all at once in front of it. */
    void groupsOf(Expr start, int most, Consumer<Group> body) {
        KernelBuilder.Array before = shared;
        if (shared == null && packed && most < width && panel.floats(width) <= MOST_AT_ONCE) {
            shared = copyAll(start);
        }
        groups(start, most, body);
        shared = before;
    }

    private void groups(Expr start, int most, Consumer<Group> body) {
        Columns columns = new Columns(kernel, width);
        boolean copied = shared == null && packed;
        int together = Math.min(width, copied ? Math.min(most, Panel.COLUMNS_TOGETHER) : most);
        KernelBuilder.Array panels = copied ? kernel.array(program.scratch(panel.floats(together)), "scratch") : shared;
        kernel.steps("group", width, together, (from, to) -> {
            if (copied) {
                copy(start, from, to, panels);
            }
            Expr held = copied ? from : whole(0);
            body.accept((vectors, place) -> columns.each(vectors, from, to, (col, first) -> {
                place.accept(col, panels == null ? inPlace(start, col) : panelOf(panels, minus(first, held)));
            }));
        });
    }

    /** A column where it is. */
    Right inPlace(Expr start, Expr column) {
        return new Right(b.name(), plus(start, column), false);
    }

    private Right panelOf(KernelBuilder.Array panels, Expr column) {
        return new Right(panels.name(), plus(panels.start(), panel.at(column)), true);
    }

    private KernelBuilder.Array copyAll(Expr start) {
        KernelBuilder.Array panels = kernel.array(program.scratch(panel.floats(width)), "panels");
        copy(start, whole(0), whole(width), panels);
        return panels;
    }

    private void copy(Expr start, Expr from, Expr to, KernelBuilder.Array panels) {
        List<Stmt.Argument> arguments = new ArrayList<>();
        TileLoops.pass(arguments, b.name(), plus(start, times(from, panel.columnStride())));
        TileLoops.pass(arguments, panels.name(), panels.start());
        arguments.addAll(panel.columns(from, to));
        TileLoops.call(kernel, shape, program.intern(panel, () -> panel.kernel(name + "Panels")), arguments);
    }
}
