package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.plus;
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
import java.util.List;
import java.util.function.Consumer;

/**
 * Shapes the kernel of the gradient of a transformed kernel: some lines of tiles of the input and of the adjoint are transformed
 * into the worker's scratch and multiplied, element by element of a tile, and the sums go on with the next lines. Workers
 * share out the rows of elements.
 */
final class WinogradGradientLowering {
    /** Elements in a row of a transformed tile, and rows. */
    private static final int ROW = 4;

    /** Terms of a sum before it is stored and loaded again. */
    private static final int MOST_TILES = 64;

    private final ProgramContext program;
    private final Region region;
    private final String name;
    private final KernelBuilder kernel = new KernelBuilder();
    private final TiledPlane x;
    private final TiledPlane dy;
    private final Layout gradient;
    private final KernelBuilder.Array du;
    private final int down;
    private final WinogradScratch inputs;
    private final WinogradScratch adjoints;

    private WinogradGradientLowering(ProgramContext program, Region region) {
        this.program = program;
        this.region = region;
        Node hero = program.plan().graph().node(region.hero());
        Place out = region.writes().get(0).place();
        name = program.kernelName(region);
        x = TiledPlane.of(kernel, program.plan().view(hero.input(0)), program.localName(hero.input(0)));
        dy = TiledPlane.of(kernel, program.plan().view(hero.input(1)), program.localName(hero.input(1)));
        gradient = out.layout();
        du = kernel.array(out, program.localName(hero.id()));
        down = linesTogether();
        inputs = WinogradScratch.of(down * dy.across(), x.channels());
        adjoints = WinogradScratch.of(down * dy.across(), dy.channels());
    }

    /** As many lines of tiles as divide those of a plane and have no more tiles than a sum goes over. */
    private int linesTogether() {
        int lines = 1;
        for (int more = 2; more * dy.across() <= MOST_TILES; more++) {
            lines = dy.down() % more == 0 ? more : lines;
        }
        return lines;
    }

    /** The launch of the region's kernel, which is added to the program's kernels. */
    static Step.Launch lower(ProgramContext program, Region region) {
        return new WinogradGradientLowering(program, region).lower();
    }

    private Step.Launch lower() {
        Expr count = kernel.count();
        KernelBuilder.Array left = kernel.array(program.scratch(inputs.floats(ROW) + adjoints.floats(ROW)), "scratch");
        KernelBuilder.Array right = new KernelBuilder.Array(left.name(), plus(left.start(), whole(inputs.floats(ROW))));
        TileLoops loops = loops(left, right);
        Expr[] units = kernel.units();
        kernel.loop("row", units[0], units[1], whole(1), row -> {
            eachElement(row, left, right, starts -> loops.clear(starts, x.channels()));
        });
        kernel.loop("example", whole(0), count, whole(1), example -> {
            kernel.loop("line", whole(0), whole(dy.down()), whole(down), line -> {
                kernel.loop("row", units[0], units[1], whole(1), row -> {
                    call("Tiles", WinogradMatrix.INPUT, x, x.at(example, line, whole(0)), inputs, left, row);
                    call("Adjoints", WinogradMatrix.ADJOINT, dy, dy.at(example, line, whole(0)), adjoints, right, row);
                    eachElement(row, left, right, starts -> loops.goOn(starts, x.channels()));
                });
            });
        });
        return program.launch(kernel, region, name, program.rowsSplit(List.of(Axis.of(ROW)), region));
    }

    /** Transforms a row of tiles of a plane into scratch. */
    private void call(
            String suffix,
            WinogradMatrix matrix,
            TiledPlane plane,
            Expr from,
            WinogradScratch scratch,
            KernelBuilder.Array to,
            Expr row) {
        WinogradTile.Grid grid = new WinogradTile.Grid(down, dy.across(), plane.channels());
        WinogradRow rows = new WinogradRow(matrix, plane.side(), scratch.side(dy.across()), grid);
        String callee = program.intern(rows, () -> rows.kernel(name + suffix));
        List<Stmt.Argument> arguments = rows.arguments(plane.array().name(), from, to.name(), to.start(), row);
        kernel.add(new Stmt.Call(callee, arguments));
    }

    /** The products of one element of a tile: channels of the input by channels of the adjoint, summed over the tiles. */
    private TileLoops loops(KernelBuilder.Array left, KernelBuilder.Array right) {
        Layout one = WinogradScratch.matrixOf(gradient);
        Product product = new Product(new Contraction("tc", "to", "co"), inputs.layout(), adjoints.layout(), one);
        TileLoops loops = new TileLoops(program, kernel, name, product, product.shape(), left, right, du);
        loops.right().leaveInPlace();
        return loops;
    }

    /** A loop over the elements of a row of transformed tiles. */
    private void eachElement(
            Expr row, KernelBuilder.Array left, KernelBuilder.Array right, Consumer<TileLoops.Starts> body) {
        kernel.loop("element", whole(0), whole(ROW), whole(1), element -> {
            Expr to = plus(times(row, gradient.stride(0)), times(element, gradient.stride(1)));
            body.accept(new TileLoops.Starts(
                    plus(left.start(), times(element, inputs.apart())),
                    plus(right.start(), times(element, adjoints.apart())),
                    plus(du.start(), to)));
        });
    }
}
