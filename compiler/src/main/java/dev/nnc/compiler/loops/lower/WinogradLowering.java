package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.dividedBy;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.remainder;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Stmt;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Place;
import dev.nnc.compiler.plan.Region;
import dev.nnc.compiler.plan.prepare.WinogradMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shapes the kernel of a convolution by minimal filtering: some lines of tiles are transformed into the worker's scratch, 16
 * small products follow, one for each element of a tile, and what they give is transformed into places of the output. What
 * follows the convolution is done on these while they are in the cache.
 */
final class WinogradLowering {
    /** Elements of a transformed tile. */
    private static final int ELEMENTS = 16;

    /** With fewer tiles to share them, the columns of the transformed kernel are loaded too often. */
    private static final int LEAST_TILES = 12;

    /** Of a longer line, so many tiles at most are together. */
    private static final int MOST_TILES = 24;

    /** Floats of scratch that stay in the second-level cache beside the transformed kernel. */
    private static final int MOST_FLOATS = 1 << 16;

    private final ProgramContext program;
    private final Region region;
    private final String name;
    private final KernelBuilder kernel = new KernelBuilder();
    private final Place out;
    private final Layout weights;
    private final KernelBuilder.Array u;
    private final TiledPlane x;
    private final TiledPlane y;
    private final int across;
    private final int down;
    private final WinogradScratch tiles;
    private final WinogradScratch sums;

    private WinogradLowering(ProgramContext program, Region region) {
        this.program = program;
        this.region = region;
        Node hero = program.plan().graph().node(region.hero());
        Place right = program.plan().view(hero.input(1));
        weights = right.layout();
        out = program.plan()
                .places()
                .getOrDefault(hero.id(), region.writes().get(0).place());
        name = program.kernelName(region);
        x = TiledPlane.of(kernel, program.plan().view(hero.input(0)), program.localName(hero.input(0)));
        u = kernel.array(right, program.localName(hero.input(1)));
        y = TiledPlane.of(kernel, out, program.localName(hero.id()));
        int parts = (y.across() + MOST_TILES - 1) / MOST_TILES;
        across = (y.across() + parts - 1) / parts;
        down = parts > 1 ? 1 : linesTogether();
        tiles = WinogradScratch.of(down * across, x.channels());
        sums = WinogradScratch.of(down * across, y.channels());
    }

    /** Lines of tiles in a block: as few as have enough tiles, or as many as scratch has room for. */
    private int linesTogether() {
        int lines = 1;
        for (int more = 2; more <= y.down() && lines * across < LEAST_TILES; more++) {
            int floats = ELEMENTS * more * across * (x.channels() + y.channels());
            lines = y.down() % more == 0 && floats <= MOST_FLOATS ? more : lines;
        }
        return lines;
    }

    /** The launch of the region's kernel, which is added to the program's kernels. */
    static Step.Launch lower(ProgramContext program, Region region) {
        return new WinogradLowering(program, region).lower();
    }

    private Step.Launch lower() {
        Optional<Finish> finish = Finish.of(program, region, kernel, out, name, Layout.roundUp(y.channels()));
        KernelBuilder.Array scratch =
                kernel.array(program.scratch(tiles.floats(ELEMENTS) + sums.floats(ELEMENTS)), "scratch");
        Expr[] units = kernel.units();
        int blocks = y.down() / down;
        kernel.loop("outer", units[0], units[1], whole(1), unit -> {
            Expr example = dividedBy(unit, blocks);
            Expr line = times(remainder(unit, blocks), down);
            kernel.loop("tile", whole(0), whole(y.across()), whole(across), tile -> {
                // The last tiles of a line are computed twice where parts of a line overlap, from the same numbers.
                Expr first = y.across() % across == 0
                        ? tile
                        : Columns.within(kernel, tile, whole(y.across() - across), "left");
                block(
                        kernel.let("xStart", x.at(example, line, first)),
                        kernel.let("yStart", y.at(example, line, first)),
                        scratch);
                finish.ifPresent(then -> finish(then, unit, first));
            });
        });
        List<Axis> outer = List.of(y.layout().type().axis(0), Axis.of(blocks));
        return program.launch(kernel, region, name, program.rowsSplit(outer, region));
    }

    private void block(Expr from, Expr to, KernelBuilder.Array scratch) {
        WinogradTile in = new WinogradTile(
                WinogradMatrix.INPUT, x.side(), tiles.side(across), new WinogradTile.Grid(down, across, x.channels()));
        WinogradTile back = new WinogradTile(
                WinogradMatrix.OUTPUT, sums.side(across), y.side(), new WinogradTile.Grid(down, across, y.channels()));
        KernelBuilder.Array products =
                new KernelBuilder.Array(scratch.name(), plus(scratch.start(), whole(tiles.floats(ELEMENTS))));
        call("Tiles", in, x.array().name(), from, scratch.name(), scratch.start());
        multiply(scratch, products);
        call("Places", back, products.name(), products.start(), y.array().name(), to);
    }

    private void call(String suffix, WinogradTile tile, String a, Expr from, String c, Expr to) {
        List<Stmt.Argument> arguments = new ArrayList<>();
        TileLoops.pass(arguments, a, from);
        TileLoops.pass(arguments, c, to);
        kernel.add(new Stmt.Call(program.intern(tile, () -> tile.kernel(name + suffix)), arguments));
    }

    /** For each element of a tile, its channels in all tiles of the block times the kernel's. */
    private void multiply(KernelBuilder.Array scratch, KernelBuilder.Array products) {
        Layout one = WinogradScratch.matrixOf(weights);
        Product product = new Product(new Contraction("tc", "co", "to"), tiles.layout(), one, sums.layout());
        TileLoops loops = new TileLoops(program, kernel, name, product, product.shape(), scratch, u, products);
        loops.right().leaveInPlace();
        if (program.isSmall(region)) {
            loops.simplify();
        }
        kernel.loop("element", whole(0), whole(ELEMENTS), whole(1), element -> {
            TileLoops.Starts starts = new TileLoops.Starts(
                    plus(scratch.start(), times(element, tiles.apart())),
                    plus(u.start(), times(element, weights.stride(1))),
                    plus(products.start(), times(element, sums.apart())));
            loops.run(starts, tiles.tiles());
        });
    }

    /** What follows, for the places of a block: the rows of the region are all places of all examples. */
    private void finish(Finish then, Expr unit, Expr tile) {
        int line = 2 * y.across();
        Expr first = times(unit, 2 * down * line);
        if (across == y.across()) {
            Expr start = kernel.let("first", first);
            then.call(start, plus(start, whole(2 * down * line)));
            return;
        }
        kernel.loop("line", whole(0), whole(2 * down), whole(1), number -> {
            Expr start = kernel.let("first", plus(plus(first, times(number, line)), times(tile, 2)));
            then.call(start, plus(start, whole(2 * across)));
        });
    }
}
