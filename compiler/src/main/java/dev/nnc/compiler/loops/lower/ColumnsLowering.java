package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * Shapes the kernel of a reduction over outer axes: for each of the outer axes that stay, and for each block of lanes, one
 * chain over the elements that are reduced, in ascending order.
 */
final class ColumnsLowering {
    private final ProgramContext program;
    private final Region region;
    private final Graph graph;
    private final Reduce reduce;
    private final TensorType input;
    private final KernelBuilder kernel = new KernelBuilder();
    private final Values values;

    private ColumnsLowering(ProgramContext program, Region region) {
        this.program = program;
        this.region = region;
        graph = program.plan().graph();
        reduce = (Reduce) graph.node(region.hero()).op();
        input = graph.type(graph.node(region.hero()).input(0));
        values = new Values(program, kernel);
        region.nodes().forEach(values::hide);
    }

    /** The launch of the region's kernel, which is added to the program's kernels. */
    static Step.Launch lower(ProgramContext program, Region region) {
        return new ColumnsLowering(program, region).lower();
    }

    private Step.Launch lower() {
        Axis lane = input.axis(input.rank() - 1);
        Expr[] units = kernel.units();
        boolean split = kept().isEmpty() && !lane.isBatch();
        if (split) {
            kernel.loop(
                    "col",
                    Exprs.times(units[0], Layout.BLOCK),
                    Exprs.times(units[1], Layout.BLOCK),
                    LANES,
                    col -> column(col, whole(0)));
            return program.launch(
                    kernel, region, program.blocksSplit(Layout.roundUp(lane.extent(1)) / Layout.BLOCK, region));
        }
        Expr end = lane.isBatch() ? kernel.count() : whole(lane.extent(1));
        kernel.loop(
                "row",
                units[0],
                units[1],
                whole(1),
                row -> kernel.loop("col", whole(0), end, LANES, col -> column(col, row)));
        return program.launch(kernel, region, program.rowsSplit(kept(), region));
    }

    /** The outer axes that stay. */
    private List<Axis> kept() {
        List<Axis> kept = new ArrayList<>();
        for (int axis = 0; axis < input.rank() - 1; axis++) {
            if (!reduce.axes().contains(axis)) {
                kept.add(input.axis(axis));
            }
        }
        return kept;
    }

    private void column(Expr col, Expr row) {
        Expr.Local sum = kernel.var("sum", Exprs.lanes(number(reduce.kind().start())));
        reduceAxis(0, new ArrayList<>(), col, row, sum);
        for (Region.Write write : region.writes()) {
            Frame frame = new Frame(kept(), row, col, true);
            KernelBuilder.Array array = kernel.array(write.place(), program.localName(write.node()));
            Expr exact = program.exact(kernel, values, write, frame, sum);
            List<Index> index = new ArrayList<>();
            for (int axis = 0; axis < kept().size(); axis++) {
                index.add(new Index.Row(axis));
            }
            index.add(new Index.Lane());
            kernel.store(array, values.offset(write.place().layout(), index, frame), exact);
        }
    }

    /** One loop for each axis that is reduced, the outermost first. */
    private void reduceAxis(int reduced, List<Expr> places, Expr col, Expr row, Expr.Local sum) {
        if (reduced == reduce.axes().size()) {
            values.enter();
            Frame frame = new Frame(kept(), row, col, true);
            kernel.assign(sum, join(places, frame, sum));
            return;
        }
        Axis axis = input.axis(sortedAxes().get(reduced));
        Expr end = axis.isBatch() ? kernel.count() : whole(axis.extent(1));
        kernel.loop(axis.isBatch() ? "example" : "k", whole(0), end, whole(1), k -> {
            List<Expr> more = new ArrayList<>(places);
            more.add(k);
            reduceAxis(reduced + 1, more, col, row, sum);
        });
    }

    private List<Integer> sortedAxes() {
        return reduce.axes().stream().sorted().toList();
    }

    private Expr join(List<Expr> places, Frame frame, Expr sum) {
        List<Index> index = new ArrayList<>();
        int keptAxis = 0;
        for (int axis = 0; axis < input.rank() - 1; axis++) {
            int reduced = sortedAxes().indexOf(axis);
            index.add(reduced >= 0 ? new Index.At(places.get(reduced)) : new Index.Row(keptAxis++));
        }
        index.add(new Index.Lane());
        return Joining.join(
                reduce.kind(), graph, values, graph.node(region.hero()).input(0), index, frame, sum);
    }
}
