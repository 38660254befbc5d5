package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.minus;
import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.ir.op.Pooling;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Place;
import dev.nnc.compiler.plan.Region;
import dev.nnc.compiler.plan.prepare.ScatterApart;
import java.util.ArrayList;
import java.util.List;

/**
 * Shapes the kernel that puts each element into its window with vectors along the lines that windows slide over: each element of
 * the result looks at the windows that it may be in, one vector for each column of a window. A line of zeros and ones in the
 * worker's scratch says which windows count; it begins with a block of zeros, for windows before the line.
 */
final class ScatterApartLowering {
    private final ProgramContext program;
    private final Region region;
    private final Node node;
    private final ScatterApart scatter;
    private final Pooling pooling;
    private final TensorType places;
    private final Place place;
    private final KernelBuilder kernel = new KernelBuilder();
    private final Values values;
    private final KernelBuilder.Array counts;

    private ScatterApartLowering(ProgramContext program, Region region) {
        this.program = program;
        this.region = region;
        node = program.plan().graph().node(region.hero());
        scatter = (ScatterApart) node.op();
        pooling = scatter.pooling();
        places = program.plan().graph().type(node.input(0));
        place = region.writes().get(0).place();
        values = new Values(program, kernel);
        values.hide(node.id());
        counts = kernel.array(program.scratch(2 * Layout.BLOCK + Layout.roundUp(width())), "counts");
    }

    /** Whether it is the kernel of a region. */
    static boolean takes(ProgramContext program, Region region) {
        return program.plan().graph().node(region.hero()).op() instanceof ScatterApart;
    }

    /** The launch of the region's kernel, which is added to the program's kernels. */
    static Step.Launch lower(ProgramContext program, Region region) {
        return new ScatterApartLowering(program, region).lower();
    }

    private Step.Launch lower() {
        WindowLoops loops = new WindowLoops(kernel, pooling, node.type(), places, true);
        writeCounts();
        Expr[] units = kernel.units();
        kernel.loop("example", units[0], units[1], whole(1), example -> {
            if (!loops.coverAll()) {
                int floats = place.layout().stride(0);
                kernel.clear(kernel.array(place, program.localName(node.id())), times(example, floats), floats);
            }
            lines(List.of(example));
        });
        return program.launch(kernel, region, program.rowsSplit(List.of(places.axis(0)), region));
    }

    /** Elements of a line of the result. */
    private int width() {
        return node.type().axis(node.type().rank() - 1).extent(1);
    }

    private void writeCounts() {
        int last = places.axis(places.rank() - 1).extent(1);
        kernel.clear(counts, whole(0), 2 * Layout.BLOCK + Layout.roundUp(width()));
        kernel.loop(
                "i",
                whole(Layout.BLOCK),
                whole(Layout.BLOCK + last),
                whole(scatter.apart()),
                i -> kernel.store(counts, i, number(1.0)));
    }

    /** A loop for each axis of the places behind those that the index has, but for the last. */
    private void lines(List<Expr> index) {
        int axis = index.size();
        if (axis == places.rank() - 1) {
            kernel.loop("col", whole(0), whole(width()), LANES, col -> line(index, col));
            return;
        }
        kernel.loop("place", whole(0), whole(places.axis(axis).extent(1)), whole(1), at -> {
            List<Expr> more = new ArrayList<>(index);
            more.add(at);
            lines(more);
        });
    }

    /** The window that has some elements of a line in one of its columns: what it puts there, and into which of its elements. */
    private record Seen(Expr value, Expr index) {}

    private void line(List<Expr> index, Expr col) {
        values.enter();
        List<Seen> windows = new ArrayList<>();
        int columns = pooling.size().get(pooling.size().size() - 1);
        for (int column = 0; column < columns; column++) {
            windows.add(window(index, minus(col, whole(column))));
        }
        element(0, index, 0, (target, first) -> {
            Expr result = Exprs.lanes(number(0.0));
            for (int column = 0; column < columns; column++) {
                Seen window = windows.get(column);
                Expr hit = Exprs.compare(Relation.EQ, window.index(), number((double) (first + column)));
                result = Exprs.choose(hit, window.value(), result);
            }
            Frame frame = frame(col);
            KernelBuilder.Array array = kernel.array(place, program.localName(node.id()));
            kernel.store(array, values.offset(place.layout(), lanesOf(target), frame), result);
        });
    }

    private Seen window(List<Expr> index, Expr at) {
        Frame frame = frame(at);
        Expr value = kernel.let("value", values.value(node.input(0), lanesOf(index), frame));
        Expr number = values.value(node.input(1), lanesOf(index), frame);
        Expr counted = new Expr.Load(counts.name(), plus(plus(counts.start(), at), whole(Layout.BLOCK)));
        Expr counting = Exprs.compare(Relation.GT, counted, number(0.0));
        return new Seen(value, kernel.let("index", Exprs.choose(counting, number, number(-1.0))));
    }

    /** Takes the index of a line of the result, and the number of its first element in the window. */
    private interface Line {
        void at(List<Expr> target, int first);
    }

    /** The lines of a window, in row-major order. */
    private void element(int axis, List<Expr> target, int number, Line body) {
        int size = pooling.size().get(axis);
        if (axis == pooling.size().size() - 1) {
            body.at(target, number * size);
            return;
        }
        int at = pooling.axis() + axis;
        for (int k = 0; k < size; k++) {
            List<Expr> more = new ArrayList<>(target);
            Expr first = times(target.get(at), pooling.window().stride().get(axis));
            more.set(at, plus(first, whole(k)));
            element(axis + 1, more, number * size + k, body);
        }
    }

    private static Frame frame(Expr lane) {
        return new Frame(List.of(), whole(0), lane, true);
    }

    private static List<Index> lanesOf(List<Expr> index) {
        List<Index> all = new ArrayList<>();
        index.forEach(at -> all.add(new Index.At(at)));
        all.add(new Index.Lane());
        return all;
    }
}
