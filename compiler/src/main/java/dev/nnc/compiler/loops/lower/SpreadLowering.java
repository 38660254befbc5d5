package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.minus;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Type;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Place;
import dev.nnc.compiler.plan.Region;
import dev.nnc.compiler.plan.prepare.SpreadProduct;
import java.util.List;

/**
 * Shapes the kernel that adds products into overlapping windows, an example at a time: in the worker's scratch the channels of
 * neighbouring columns lie side by side, so that a line of a window is one run of lanes. Tiles go down the places of one
 * column, whose lines are apart; each element of the result is one chain of multiply-adds, its places in ascending order.
 */
final class SpreadLowering {
    private final ProgramContext program;
    private final Region region;
    private final SpreadProduct spread;
    private final Place places;
    private final Place weights;
    private final Place out;
    private final Layout kernelLayout;
    private final KernelBuilder kernel = new KernelBuilder();
    private final KernelBuilder.Array a;
    private final KernelBuilder.Array b;
    private final KernelBuilder.Array c;
    private final KernelBuilder.Array result;

    private SpreadLowering(ProgramContext program, Region region) {
        this.program = program;
        this.region = region;
        Node node = program.plan().graph().node(region.hero());
        spread = (SpreadProduct) node.op();
        places = program.plan().view(node.input(0));
        weights = program.plan().view(node.input(1));
        out = region.writes().get(0).place();
        kernelLayout = weights.layout();
        a = kernel.array(places, program.localName(node.input(0)));
        b = kernel.array(weights, program.localName(node.input(1)));
        c = kernel.array(program.scratch(lines() * pitch() + Columns.MOST_LANES), "lines");
        result = kernel.array(out, program.localName(node.id()));
    }

    /** The launch of the region's kernel, which is added to the program's kernels. */
    static Step.Launch lower(ProgramContext program, Region region) {
        return new SpreadLowering(program, region).lower();
    }

    private Step.Launch lower() {
        Expr[] units = kernel.units();
        kernel.loop("example", units[0], units[1], whole(1), this::example);
        List<Axis> outer = List.of(out.layout().type().axis(0));
        return program.launch(kernel, region, program.rowsSplit(outer, region));
    }

    private void example(Expr example) {
        kernel.clear(c, whole(0), lines() * pitch());
        Product line = product();
        TileLoops tiles = new TileLoops(program, kernel, program.kernelName(region), line, line.shape(), a, b, c);
        Layout from = places.layout();
        int last = windowLines() - 1;
        kernel.loop(
                "k",
                whole(0),
                whole(last + 1),
                whole(1),
                // The last line first: of the places that reach an element, those further up then come first.
                k -> kernel.loop("column", whole(0), whole(extent(from, 2)), whole(1), column -> {
                    Expr below = kernel.let("line", minus(whole(last), k));
                    Expr start = plus(times(example, from.stride(0)), times(column, from.stride(2)));
                    int next = spread.stride().get(1) * spread.channels();
                    Expr to = plus(times(below, spread.dilation() * pitch()), times(column, next));
                    tiles.goOn(
                            new TileLoops.Starts(
                                    plus(a.start(), start),
                                    plus(b.start(), times(below, extent(from, 3) * kernelLayout.stride(0))),
                                    plus(c.start(), to)),
                            extent(from, 1));
                }));
        copy(example);
    }

    /** One line of the windows of a column of places: {@code [h,o]} and {@code [o,xc]} give {@code [h,xc]}. */
    private Product product() {
        Layout from = places.layout();
        Axis rows = from.type().axis(1);
        Axis terms = from.type().axis(3);
        Axis lanes = kernelLayout.type().axis(1);
        TensorType type = from.type();
        return new Product(
                new Contraction("ho", "oc", "hc"),
                new Layout(type.withAxes(List.of(rows, terms)), List.of(from.stride(1), from.stride(3)), 1, true),
                new Layout(type.withAxes(List.of(terms, lanes)), List.of(kernelLayout.stride(0), 1), 1, true),
                new Layout(
                        type.withAxes(List.of(rows, lanes)),
                        List.of(spread.stride().get(0) * pitch(), 1),
                        1,
                        true));
    }

    /** The windows' lines to where the channels of a column, or the columns of a channel, are by themselves. */
    private void copy(Expr example) {
        Layout layout = out.layout();
        int first = spread.before().get(0) * pitch() + spread.before().get(1) * spread.channels();
        int rows = layout.stride(spread.line().isPresent() ? 2 : 1);
        kernel.loop("row", whole(0), whole(spread.space().get(0)), whole(1), row -> {
            Expr from = plus(plus(c.start(), whole(first)), times(row, pitch()));
            Expr to = plus(times(example, layout.stride(0)), times(row, rows));
            spread.line().ifPresentOrElse(line -> planes(from, to, line), () -> columns(from, to));
        });
    }

    private void columns(Expr from, Expr to) {
        int channels = spread.channels();
        int columns = spread.space().get(1);
        if (channels == 1) {
            lanes(from, to, columns);
            return;
        }
        int apart = out.layout().stride(2);
        kernel.loop(
                "place",
                whole(0),
                whole(columns),
                whole(1),
                place -> lanes(plus(from, times(place, channels)), plus(to, times(place, apart)), channels));
    }

    private void planes(Expr from, Expr to, SpreadProduct.Line line) {
        int channels = spread.channels();
        if (channels == 1 && line.apart() == 1) {
            lanes(from, to, line.extent());
            return;
        }
        kernel.loop("channel", whole(0), whole(channels), whole(1), channel -> {
            Expr plane = plus(to, times(channel, out.layout().stride(1)));
            kernel.loop("place", whole(0), whole(spread.space().get(1)), whole(1), place -> {
                Expr at = plus(plus(from, channel), times(place, channels));
                kernel.store(
                        result, plus(plane, times(place, line.apart())), new Expr.Element(c.name(), at, Type.FLOAT));
            });
        });
    }

    private void lanes(Expr from, Expr to, int floats) {
        kernel.loop("col", whole(0), whole(floats), LANES, col -> {
            kernel.store(result, plus(to, col), new Expr.Load(c.name(), plus(from, col)));
        });
    }

    private int windowLines() {
        return extent(kernelLayout, 0) / extent(places.layout(), 3);
    }

    /** Lines that windows reach, or that the result has. */
    private int lines() {
        int reached =
                (extent(places.layout(), 1) - 1) * spread.stride().get(0) + (windowLines() - 1) * spread.dilation() + 1;
        return Math.max(reached, spread.before().get(0) + spread.space().get(0));
    }

    /** Floats from one line to the next, with those that a vector may reach over. */
    private int pitch() {
        int reached =
                (extent(places.layout(), 2) - 1) * spread.stride().get(1) * spread.channels() + extent(kernelLayout, 1);
        int read = (spread.before().get(1) + spread.space().get(1)) * spread.channels();
        return Layout.roundUp(Math.max(reached, read));
    }

    private static int extent(Layout layout, int axis) {
        return layout.type().axis(axis).extent(1);
    }
}
