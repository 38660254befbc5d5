package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.choose;
import static dev.nnc.compiler.loops.kernel.Exprs.compare;
import static dev.nnc.compiler.loops.kernel.Exprs.dividedBy;
import static dev.nnc.compiler.loops.kernel.Exprs.minus;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Place;
import dev.nnc.compiler.plan.Region;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Shapes the kernel of a matrix product: tiles over rows and columns, and behind a block of rows, while it is in the cache,
 * what is done to its elements. Every element is the same chain of multiply-adds in all tiles.
 */
final class MatrixLowering {
    /** Rows after which what follows the product is done, while they are in the second-level cache. */
    private static final int BLOCK_ROWS = 240;

    /** With fewer terms the result is loaded and stored too often for going example by example to pay. */
    private static final int TERMS_AN_EXAMPLE = 24;

    /** Floats of a band of an example, which stay in the first-level cache while all tiles run over them. */
    private static final int BAND_FLOATS = 6144;

    private final ProgramContext program;
    private final Region region;
    private final Graph graph;
    private final Product product;
    private final Place left;
    private final Place right;
    private final Place out;
    private final String name;
    private final KernelBuilder kernel = new KernelBuilder();
    private Optional<Finish> finish = Optional.empty();

    private MatrixLowering(ProgramContext program, Region region) {
        this.program = program;
        this.region = region;
        graph = program.plan().graph();
        Node hero = graph.node(region.hero());
        left = program.plan().view(hero.input(0));
        right = program.plan().view(hero.input(1));
        out = program.plan()
                .places()
                .getOrDefault(hero.id(), region.writes().get(0).place());
        product = new Product((Contraction) hero.op(), left.layout(), right.layout(), out.layout());
        name = program.kernelName(region);
    }

    /** The launch of the region's kernel, which is added to the program's kernels. */
    static Step.Launch lower(ProgramContext program, Region region) {
        return new MatrixLowering(program, region).lower();
    }

    private Step.Launch lower() {
        KernelBuilder.Array a = kernel.array(left, program.localName(hero().input(0)));
        String operand = program.localName(hero().input(1));
        Optional<Place> kept = product.outerAxes().isEmpty() && !readsAcross()
                ? KeptPanels.of(program, product, right, name, hero().input(1))
                : Optional.empty();
        KernelBuilder.Array b =
                kept.map(panels -> kernel.array(panels, "panels")).orElseGet(() -> kernel.array(right, operand));
        KernelBuilder.Array c = kernel.array(out, program.localName(region.hero()));
        if (product.shape().readsCount()) {
            kernel.count();
        }
        finish = Finish.of(program, region, kernel, out, name, TileLoops.columns(product));
        TileLoops.Starts starts = new TileLoops.Starts(a.start(), b.start(), c.start());
        Expr[] units = kernel.units();
        if (goesByExample()) {
            byExample(starts, a, b, c, units);
            return program.launch(
                    kernel, region, name, program.rowsSplit(product.outerAxes(), unitsTogether(), region));
        }
        TileLoops loops = new TileLoops(program, kernel, name, product, product.shape(), a, b, c);
        if (program.isSmall(region)) {
            loops.simplify();
        }
        int grain = rowsAreWhole(loops) ? loops.tileRows() : RowTiles.share(loops.tileRows(), mostRows());
        if (kept.isPresent()) {
            loops.right().takePanels();
        }
        if (readsAcross()) {
            StripLoops strips =
                    new StripLoops(program, kernel, name, product.shape(), mostRows(), product.width(), a, b, c);
            grain = across(strips, loops, starts, units);
        } else if (!product.outerAxes().isEmpty()) {
            if (product.sharesRight() && !rowsOverBatch()) {
                loops.right().share(starts.b(), rowsOf() * extent(product.outerAxes()));
            }
            List<Axis> split = unitAxes();
            program.triangles()
                    .zero(hero().input(0))
                    .filter(triangle -> !rowsOverBatch())
                    .ifPresent(triangle -> loops.leaveOut(product.terms(triangle)));
            kernel.loop("outer", units[0], units[1], whole(1), unit -> outer(unit, starts, loops));
            return program.launch(kernel, region, name, program.rowsSplit(split, 1, region));
        } else if (finish.isEmpty() || mostRows() < 2 * BLOCK_ROWS) {
            rows(loops, starts, units[0], units[1]);
        } else {
            blocks(loops, starts, units[0], units[1]);
        }
        return program.launch(kernel, region, name, program.rowsSplit(rowAxes(), grain, region));
    }

    /** Whether the first operand is summed across its rows, as in a weight's gradient. */
    private boolean readsAcross() {
        return finish.isEmpty()
                && !program.isSmall(region)
                && product.outerAxes().isEmpty()
                && !rowsOverBatch()
                && StripLoops.pays(mostRows(), product.width(), product.shape(), program.maxBatch());
    }

    /** Runs over such a product; of how many rows a share is a multiple. */
    private int across(StripLoops strips, TileLoops loops, TileLoops.Starts starts, Expr[] units) {
        if (strips.payWithManyLanes()) {
            strips.run(starts, units[0], units[1]);
            return Strip.ROWS;
        }
        kernel.byLanes(() -> strips.run(starts, units[0], units[1]), () -> rows(loops, starts, units[0], units[1]));
        // Whole strips and whole tiles, whichever the machine runs.
        return Strip.ROWS * loops.tileRows();
    }

    /** Whether many terms of one example after the other are summed into several matrices, which each run over all of them. */
    private boolean goesByExample() {
        Tile.Shape shape = product.shape();
        return !product.outerAxes().isEmpty()
                && shape.sums().size() > 1
                && shape.sums().get(0).overBatch()
                && shape.withinFirst().terms() >= TERMS_AN_EXAMPLE
                && unitAxes().size() == product.outerAxes().size()
                && !rowsOverBatch();
    }

    /** All matrices for one band of an example, while it is in the cache, then for the next. */
    private void byExample(
            TileLoops.Starts starts,
            KernelBuilder.Array a,
            KernelBuilder.Array b,
            KernelBuilder.Array c,
            Expr[] units) {
        int rows = rowsOf();
        Tile.Sum examples = product.shape().sums().get(0);
        Tile.Shape example = product.shape().withinFirst();
        Tile.Sum lines = example.sums().get(0);
        int band = bandOf(example);
        TileLoops loops = new TileLoops(program, kernel, name, product, example.withFirst(band), a, b, c);
        kernel.loop("outer", units[0], units[1], whole(1), unit -> loops.clear(inner(starts, unit), rows));
        kernel.loop(
                "example",
                whole(0),
                examples.end(),
                whole(1),
                number -> kernel.loop("line", whole(0), whole(lines.extent()), whole(band), line -> {
                    TileLoops.Starts own = new TileLoops.Starts(
                            kernel.let(
                                    "a",
                                    plus(
                                            plus(starts.a(), times(number, examples.leftStride())),
                                            times(line, lines.leftStride()))),
                            kernel.let(
                                    "b",
                                    plus(
                                            plus(starts.b(), times(number, examples.rightStride())),
                                            times(line, lines.rightStride()))),
                            starts.c());
                    if (product.sharesRight()) {
                        loops.shareGoingOn(own.b(), rows * extent(product.outerAxes()));
                    }
                    eachUnit(loops, own, rows, units);
                }));
        finish.ifPresent(then -> then.call(times(units[0], rows), times(units[1], rows)));
    }

    /**
     * All matrices over one band. With 32 registers several of them are one tile where their rows are few: a tile of few rows
     * waits for its own sums, and loads a column for each.
     */
    private void eachUnit(TileLoops loops, TileLoops.Starts own, int rows, Expr[] units) {
        int matrices = together();
        int vectors = TileLoops.widest(product);
        if (matrices == 1) {
            kernel.loop("outer", units[0], units[1], whole(1), unit -> loops.goOn(inner(own, unit), rows));
            return;
        }
        Expr.Local rest = kernel.var("rest", units[0]);
        kernel.when(compare(Relation.GE, LANES, whole(Columns.MOST_LANES)), () -> {
            Expr full = times(dividedBy(minus(units[1], units[0]), matrices), matrices);
            kernel.assign(rest, plus(units[0], full));
            int[] apart = product.outerStrides(Product.Operand.LEFT);
            kernel.loop("outer", units[0], rest, whole(matrices), unit -> {
                loops.goOnTogether(inner(own, unit), rows, matrices, vectors, apart[apart.length - 1]);
            });
        });
        kernel.loop("outer", rest, units[1], whole(1), unit -> loops.goOn(inner(own, unit), rows));
    }

    /**
     * Of how many matrices a share is a multiple: with several outer axes, matrices in one tile could reach over the end of the
     * last axis.
     */
    private int unitsTogether() {
        return product.outerAxes().size() > 1 ? together() : 1;
    }

    /** How many matrices one behind the other have their rows in one tile. */
    private int together() {
        int rows = rowsOf();
        int vectors = TileLoops.widest(product);
        List<Axis> outer = product.outerAxes();
        int[] apart = product.outerStrides(Product.Operand.OUT);
        int last = outer.get(outer.size() - 1).extent(1);
        boolean follow = product.sharesRight()
                && apart[apart.length - 1] == rows * product.shape().outRow();
        return !follow
                ? 1
                : IntStream.rangeClosed(1, last)
                        .filter(size -> last % size == 0 && size * rows * vectors <= Tile.MOST_SUMS_TOGETHER)
                        .max()
                        .orElse(1);
    }

    /** How many steps of the first sum make a band; a tile reads a line of the cache of each of its columns. */
    private static int bandOf(Tile.Shape example) {
        Tile.Sum innermost = example.sums().get(example.sums().size() - 1);
        long floats = example.termsWithin(0) * (innermost.leftStride() + Layout.BLOCK);
        int extent = example.sums().get(0).extent();
        return IntStream.rangeClosed(1, extent)
                .filter(size -> extent % size == 0 && size * floats <= BAND_FLOATS)
                .max()
                .orElse(1);
    }

    private int rowsOf() {
        return extent(rowAxes());
    }

    private static int extent(List<Axis> axes) {
        return axes.stream().mapToInt(axis -> axis.extent(1)).reduce(1, (x, y) -> x * y);
    }

    private TileLoops.Starts inner(TileLoops.Starts starts, Expr unit) {
        Frame frame = new Frame(product.outerAxes(), unit, whole(0), false);
        return new TileLoops.Starts(
                kernel.let("aStart", plus(starts.a(), frame.offset(product.outerStrides(Product.Operand.LEFT)))),
                kernel.let("bStart", plus(starts.b(), frame.offset(product.outerStrides(Product.Operand.RIGHT)))),
                kernel.let("cStart", plus(starts.c(), frame.offset(product.outerStrides(Product.Operand.OUT)))));
    }

    private List<Axis> rowAxes() {
        return product.rowAxes().isEmpty() ? List.of(Axis.of(1)) : product.rowAxes();
    }

    private int mostRows() {
        return rowAxes().stream()
                .mapToInt(axis -> axis.extent(program.maxBatch()))
                .reduce(1, (x, y) -> x * y);
    }

    private boolean rowsOverBatch() {
        return rowAxes().stream().anyMatch(Axis::isBatch);
    }

    private Node hero() {
        return graph.node(region.hero());
    }

    /** The outer axes that units count through: where something follows, its rows must be those of whole units. */
    private List<Axis> unitAxes() {
        int axes = finish.isEmpty() ? product.outerAxes().size() : product.axesInFront();
        return product.outerAxes().subList(0, axes);
    }

    private void outer(Expr unit, TileLoops.Starts starts, TileLoops loops) {
        int rows = rowsOf();
        Expr count = rowsOverBatch() ? times(kernel.count(), rows) : whole(rows);
        List<Axis> outer = product.outerAxes();
        int matrices = extent(outer.subList(unitAxes().size(), outer.size()));
        if (matrices == 1) {
            matrix(unit, starts, loops, count);
        } else {
            kernel.loop("matrix", whole(0), whole(matrices), whole(1), number -> {
                matrix(plus(times(unit, matrices), number), starts, loops, count);
            });
        }
        finish.ifPresent(then -> {
            Expr each = times(count, matrices);
            Expr first = kernel.let("first", times(unit, rows * matrices));
            then.call(first, plus(first, each));
        });
    }

    private void matrix(Expr number, TileLoops.Starts starts, TileLoops loops, Expr count) {
        TileLoops.Starts inner = inner(starts, number);
        if (rowsOverBatch()) {
            loops.run(inner, whole(0), count, mostRows(), false);
        } else {
            loops.run(inner, rowsOf());
        }
    }

    private void rows(TileLoops loops, TileLoops.Starts starts, Expr from, Expr to) {
        loops.run(starts, from, to, mostRows(), rowsAreWhole(loops));
        finish.ifPresent(then -> then.call(from, to));
    }

    /** Whether shares of rows are full tiles. */
    private boolean rowsAreWhole(TileLoops loops) {
        return !rowsOverBatch() && mostRows() % loops.tileRows() == 0;
    }

    /** Many rows in blocks, the last of which has what is left over, so that what follows finds each in the cache. */
    private void blocks(TileLoops loops, TileLoops.Starts starts, Expr from, Expr to) {
        Expr rows = minus(to, from);
        loops.right().shareAmongBlocks(starts.b(), rowsOf());
        Expr few = compare(Relation.LT, rows, whole(2 * BLOCK_ROWS));
        Expr blocks = kernel.let("blocks", choose(few, whole(1), dividedBy(rows, BLOCK_ROWS)));
        kernel.loop("block", whole(0), blocks, whole(1), block -> {
            Expr first = kernel.let("first", plus(from, times(block, BLOCK_ROWS)));
            Expr another = compare(Relation.LT, plus(block, whole(1)), blocks);
            rows(loops, starts, first, kernel.let("end", choose(another, plus(first, whole(BLOCK_ROWS)), to)));
        });
    }
}
