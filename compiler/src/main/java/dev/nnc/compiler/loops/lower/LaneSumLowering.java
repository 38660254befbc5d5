package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.kernel.Stmt;
import dev.nnc.compiler.loops.kernel.Type;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Place;
import dev.nnc.compiler.plan.Plan;
import dev.nnc.compiler.plan.Region;
import dev.nnc.compiler.plan.prepare.LaneSums;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shapes the kernel of a product that is summed along the lanes of its operands, as is the gradient of a kernel with few
 * channels. Every element of the result has 16 virtual lanes in the worker's scratch, to which the bands of lines of each
 * example are added one after the other, while they are in the cache; at the end they are folded as a fixed tree.
 */
final class LaneSumLowering {
    /** Floats of a band, which stay in the first-level cache while all tiles run over them. */
    private static final int BAND_FLOATS = 7168;

    private final ProgramContext program;
    private final Region region;
    private final LaneSumProduct product;
    private final Place out;
    private final String name;
    private final KernelBuilder kernel = new KernelBuilder();
    private final KernelBuilder.Array a;
    private final KernelBuilder.Array b;
    private final KernelBuilder.Array c;
    private final KernelBuilder.Array sums;

    private LaneSumLowering(ProgramContext program, Region region) {
        this.program = program;
        this.region = region;
        Plan plan = program.plan();
        Node hero = plan.graph().node(region.hero());
        Place left = plan.view(hero.input(0));
        Place right = plan.view(hero.input(1));
        out = plan.places().getOrDefault(hero.id(), region.writes().get(0).place());
        product = new LaneSumProduct((Contraction) hero.op(), left.layout(), right.layout());
        name = program.kernelName(region);
        a = kernel.array(left, program.localName(hero.input(0)));
        b = kernel.array(right, program.localName(hero.input(1)));
        c = kernel.array(out, program.localName(hero.id()));
        sums = kernel.array(program.scratch(rows(region.rows()) * product.rowSums()), "sums");
    }

    /** Whether the product of a region is such a one. */
    static boolean takes(ProgramContext program, Region region) {
        Graph graph = program.plan().graph();
        Node hero = graph.node(region.hero());
        return LaneSums.pays((Contraction) hero.op(), graph.node(hero.input(0)), graph.node(hero.input(1)));
    }

    /** The launch of the region's kernel, which is added to the program's kernels. */
    static Step.Launch lower(ProgramContext program, Region region) {
        return new LaneSumLowering(program, region).lower();
    }

    private Step.Launch lower() {
        Optional<Finish> finish = Finish.of(program, region, kernel, out, name, Layout.roundUp(product.columns()));
        Axis first = region.rows().get(0);
        boolean shared = product.hasShares();
        Expr[] units = shared ? kernel.units() : new Expr[] {whole(0), whole(1)};
        int unitRows = shared ? rows(region.rows().subList(1, region.rows().size())) : rows(region.rows());
        Expr from = times(units[0], unitRows);
        Expr to = times(units[1], unitRows);
        kernel.loop("i", times(from, product.rowSums()), times(to, product.rowSums()), LANES, i -> {
            kernel.store(sums, i, Exprs.lanes(number(0.0)));
        });
        int steps = unitRows / product.rows();
        kernel.loop("example", whole(0), kernel.count(), whole(1), example -> {
            bands(example, times(units[0], steps), times(units[1], steps));
        });
        kernel.loop("row", from, to, whole(1), this::fold);
        finish.ifPresent(then -> then.call(from, to));
        Step.Split split = shared ? program.rowsSplit(List.of(first), region) : Step.Split.NONE;
        return program.launch(kernel, region, name, split);
    }

    private static int rows(List<Axis> axes) {
        return axes.stream().mapToInt(axis -> axis.extent(1)).reduce(1, (x, y) -> x * y);
    }

    /** Steps {@code from .. to - 1} of the outer loops for each band of an example. */
    private void bands(Expr example, Expr from, Expr to) {
        Tile.Sum examples = product.examples();
        Expr left = plus(a.start(), times(example, examples.leftStride()));
        Expr right = plus(b.start(), times(example, examples.rightStride()));
        List<Tile.Sum> lines = product.lines();
        if (lines.isEmpty()) {
            outer(left, right, lines, from, to);
            return;
        }
        Tile.Sum first = lines.get(0);
        int band = band(lines);
        int full = first.extent() / band * band;
        Band place = (line, extent) -> outer(
                plus(left, times(line, first.leftStride())),
                plus(right, times(line, first.rightStride())),
                withFirst(lines, extent),
                from,
                to);
        if (full > band) {
            kernel.loop("line", whole(0), whole(full), whole(band), line -> place.place(line, band));
        } else {
            place.place(whole(0), band);
        }
        if (full < first.extent()) {
            place.place(whole(full), first.extent() - full);
        }
    }

    /** What is done from a line on. */
    private interface Band {
        void place(Expr line, int extent);
    }

    /** How many steps of the first sum make a band, so that all bands but the last are of one length. */
    private int band(List<Tile.Sum> lines) {
        long floats = (long) Layout.roundUp(product.width()) * (product.columns() + 1);
        for (Tile.Sum axis : lines.subList(1, lines.size())) {
            floats *= axis.extent();
        }
        int extent = lines.get(0).extent();
        int bands = (int) Math.min(extent, (extent * floats + BAND_FLOATS - 1) / BAND_FLOATS);
        return (extent + bands - 1) / bands;
    }

    private static List<Tile.Sum> withFirst(List<Tile.Sum> lines, int extent) {
        List<Tile.Sum> shorter = new ArrayList<>(lines);
        Tile.Sum first = lines.get(0);
        shorter.set(0, new Tile.Sum(extent, first.over(), first.leftStride(), first.rightStride()));
        return shorter;
    }

    private void outer(Expr left, Expr right, List<Tile.Sum> lines, Expr from, Expr to) {
        Expr leftBand = kernel.let("a", left);
        Expr rightBand = kernel.let("b", right);
        kernel.loop("outer", from, to, whole(1), step -> {
            Frame frame = new Frame(product.outerAxes(), step, whole(0), false);
            Expr leftAt = kernel.let("aStart", plus(leftBand, frame.offset(product.outerLeftStrides())));
            Expr rightAt = kernel.let("bStart", plus(rightBand, frame.offset(product.outerRightStrides())));
            Expr sumsAt = kernel.let("sumsStart", plus(sums.start(), frame.offset(product.outerSumsStrides())));
            kernel.loop("part", whole(0), whole(Layout.BLOCK), LANES, part -> {
                tiles(plus(leftAt, part), plus(rightAt, part), plus(sumsAt, part), part, lines);
            });
        });
    }

    private void tiles(Expr left, Expr right, Expr at, Expr part, List<Tile.Sum> lines) {
        LaneSumGrid.of(product.rows(), product.columns()).each((place, size) -> {
            LaneSumTile tile = product.tile(size.rows(), size.columns(), lines);
            List<Stmt.Argument> arguments = new ArrayList<>();
            TileLoops.pass(arguments, a.name(), plus(left, whole(place.rows() * tile.leftRow())));
            TileLoops.pass(arguments, b.name(), plus(right, whole(place.columns() * tile.rightColumn())));
            int first = place.rows() * tile.sumsRow() + place.columns() * Layout.BLOCK;
            TileLoops.pass(arguments, sums.name(), plus(at, whole(first)));
            if (tile.hasTail()) {
                KernelBuilder.Array index = kernel.array(program.index(), "index");
                TileLoops.pass(arguments, index.name(), plus(plus(index.start(), whole(tile.tail())), part));
            }
            String callee = name + "Lanes" + tile.rows() + "x" + tile.columns();
            kernel.add(new Stmt.Call(program.intern(tile, () -> tile.kernel(callee)), arguments));
        });
    }

    /** The virtual lanes of the elements of a row become its numbers. */
    private void fold(Expr row) {
        Layout layout = out.layout();
        int lane = region.rows().size();
        int[] strides =
                layout.strides().stream().limit(lane).mapToInt(stride -> stride).toArray();
        Expr start = new Frame(region.rows(), row, whole(0), false).offset(strides);
        kernel.loop("col", whole(0), whole(product.columns()), whole(1), col -> {
            Expr first = plus(times(row, product.rowSums()), times(col, Layout.BLOCK));
            Expr at = kernel.let("lanes", plus(sums.start(), first));
            kernel.add(program.fold(Reduce.Kind.SUM, sums.name(), at));
            Expr place = plus(start, times(col, layout.stride(lane)));
            kernel.store(c, place, new Expr.Element(sums.name(), at, Type.FLOAT));
        });
    }
}
