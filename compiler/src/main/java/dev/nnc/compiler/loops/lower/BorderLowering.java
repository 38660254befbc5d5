package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Place;
import dev.nnc.compiler.plan.Region;
import dev.nnc.compiler.plan.prepare.ZeroPad;
import java.util.List;

/** Shapes the kernel that sets zeros around a value that is in its place already: in front of it and behind it, axis by axis. */
final class BorderLowering {
    private final ProgramContext program;
    private final Region region;
    private final ZeroPad pad;
    private final Layout layout;
    private final KernelBuilder kernel = new KernelBuilder();
    private final KernelBuilder.Array array;

    private BorderLowering(ProgramContext program, Region region) {
        this.program = program;
        this.region = region;
        Node node = program.plan().graph().node(region.hero());
        pad = (ZeroPad) node.op();
        Place place = region.writes().get(0).place();
        layout = place.layout();
        array = kernel.array(place, program.localName(node.id()));
    }

    /** The launch of the region's kernel, which is added to the program's kernels. */
    static Step.Launch lower(ProgramContext program, Region region) {
        return new BorderLowering(program, region).lower();
    }

    private Step.Launch lower() {
        Expr[] units = kernel.units();
        kernel.loop("example", units[0], units[1], whole(1), unit -> around(1, times(unit, layout.stride(0))));
        List<Axis> outer = List.of(layout.type().axis(0));
        return program.launch(kernel, region, program.rowsSplit(outer, region));
    }

    /** Zeros along an axis and those behind it, within the element of the axes before that begins here. */
    private void around(int axis, Expr start) {
        int before = pad.before().get(axis);
        int behind = layout.type().axis(axis).extent(1) - pad.after().get(axis);
        int stride = layout.stride(axis);
        zeros(start, before * stride);
        zeros(plus(start, whole(behind * stride)), pad.after().get(axis) * stride);
        if (padsBehind(axis)) {
            kernel.loop(
                    "k", whole(before), whole(behind), whole(1), k -> around(axis + 1, plus(start, times(k, stride))));
        }
    }

    private boolean padsBehind(int axis) {
        for (int inner = axis + 1; inner < layout.type().rank(); inner++) {
            if (!pad.keeps(inner)) {
                return true;
            }
        }
        return false;
    }

    private void zeros(Expr start, int floats) {
        if (floats > 0) {
            kernel.loop(
                    "i",
                    whole(0),
                    whole(floats),
                    LANES,
                    i -> kernel.store(array, plus(start, i), Exprs.lanes(number(0.0))));
        }
    }
}
