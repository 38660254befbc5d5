package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Place;
import dev.nnc.compiler.plan.Region;
import dev.nnc.compiler.plan.prepare.ZeroPad;
import java.util.ArrayList;
import java.util.List;

/**
 * Shapes the kernel that sets a value into zeros: for each element of the axes in front, zeros all over, then the value's
 * elements to where they belong. Vectors run along the last axis where it is not padded itself.
 */
final class PadLowering {
    private final ProgramContext program;
    private final Region region;
    private final Node node;
    private final ZeroPad pad;
    private final TensorType from;
    private final Place place;
    private final KernelBuilder kernel = new KernelBuilder();
    private final Values values;
    private final boolean lanes;
    private final int outer;

    private PadLowering(ProgramContext program, Region region) {
        this.program = program;
        this.region = region;
        node = program.plan().graph().node(region.hero());
        pad = (ZeroPad) node.op();
        from = program.plan().graph().type(node.input(0));
        place = region.writes().get(0).place();
        values = new Values(program, kernel);
        values.hide(node.id());
        int last = from.rank() - 1;
        lanes = pad.keeps(last) && place.layout().lane() == last && values.canLoad(node.input(0), last);
        outer = pad.keeps(0) ? 1 : 0;
    }

    /** The launch of the region's kernel, which is added to the program's kernels. */
    static Step.Launch lower(ProgramContext program, Region region) {
        return new PadLowering(program, region).lower();
    }

    private Step.Launch lower() {
        if (outer == 0) {
            example(new ArrayList<>());
            return program.launch(kernel, region, Step.Split.NONE);
        }
        Expr[] units = kernel.units();
        kernel.loop("example", units[0], units[1], whole(1), unit -> example(new ArrayList<>(List.of(unit))));
        return program.launch(
                kernel, region, program.rowsSplit(List.of(node.type().axis(0)), region));
    }

    private void example(List<Expr> index) {
        Layout layout = place.layout();
        KernelBuilder.Array array = kernel.array(place, program.localName(node.id()));
        Expr start = outer == 0 ? whole(0) : times(index.get(0), layout.stride(0));
        int floats = outer == 0 ? layout.floats(1) : layout.stride(0);
        kernel.clear(array, start, floats);
        along(index);
    }

    /** A loop for each axis behind those that the index has. */
    private void along(List<Expr> index) {
        int axis = index.size();
        boolean last = axis == from.rank() - 1;
        Axis own = from.axis(axis);
        Expr end = own.isBatch() ? kernel.count() : whole(own.extent(1));
        kernel.loop(last ? "col" : "k", whole(0), end, last && lanes ? LANES : whole(1), k -> {
            List<Expr> more = new ArrayList<>(index);
            more.add(k);
            if (last) {
                move(more);
            } else {
                along(more);
            }
        });
    }

    private void move(List<Expr> places) {
        values.enter();
        int last = places.size() - 1;
        Frame frame = new Frame(List.of(), whole(0), places.get(last), lanes);
        List<Index> source = new ArrayList<>();
        List<Index> target = new ArrayList<>();
        for (int axis = 0; axis < last; axis++) {
            source.add(new Index.At(places.get(axis)));
            target.add(new Index.At(moved(axis, places.get(axis))));
        }
        source.add(new Index.Lane());
        target.add(lanes ? new Index.Lane() : new Index.At(moved(last, places.get(last))));
        KernelBuilder.Array array = kernel.array(place, program.localName(node.id()));
        kernel.store(array, values.offset(place.layout(), target, frame), values.value(node.input(0), source, frame));
    }

    private Expr moved(int axis, Expr index) {
        return plus(times(index, pad.steps().get(axis)), whole(pad.before().get(axis)));
    }
}
