package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.minus;
import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.roundDown;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Region;
import dev.nnc.compiler.plan.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * Shapes the kernel of reductions over outer axes: for each of the outer axes that stay, and for each block of lanes, one
 * chain over the elements that are reduced, in ascending order. Where there is room for two vectors, they go abreast: a chain
 * alone waits for each of its sums.
 */
final class ColumnsLowering {
    private final ProgramContext program;
    private final Region region;
    private final Graph graph;
    private final List<Node> reductions;
    private final List<Integer> reduced;
    private final TensorType input;
    private final KernelBuilder kernel = new KernelBuilder();
    private final Values values;

    private ColumnsLowering(ProgramContext program, Region region) {
        this.program = program;
        this.region = region;
        graph = program.plan().graph();
        reductions = region.nodes().stream()
                .filter(node -> program.plan().sources().role(node) == Role.COLUMN_REDUCTION)
                .map(graph::node)
                .toList();
        reduced = reduction(reductions.get(0)).axes().stream().sorted().toList();
        input = graph.type(reductions.get(0).input(0));
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
            int floats = Layout.roundUp(lane.extent(1));
            Expr from = times(units[0], Layout.BLOCK);
            Expr to = times(units[1], Layout.BLOCK);
            columns(from, to, floats, whole(0));
            return program.launch(kernel, region, program.blocksSplit(floats / Layout.BLOCK, region));
        }
        Expr end = lane.isBatch() ? kernel.count() : whole(lane.extent(1));
        int floats = lane.isBatch() ? 0 : Layout.roundUp(lane.extent(1));
        kernel.loop("row", units[0], units[1], whole(1), row -> columns(whole(0), end, floats, row));
        return program.launch(kernel, region, program.rowsSplit(kept(), region));
    }

    /** The columns from one to another, of so many floats in all, two vectors at a time as long as there are two, if that matters. */
    private void columns(Expr from, Expr to, int floats, Expr row) {
        if (floats <= Layout.BLOCK || program.isSmall(region)) {
            kernel.loop("col", from, to, LANES, col -> column(List.of(col), row));
            return;
        }
        Expr pairs = plus(from, roundDown(minus(to, from), 2 * Layout.BLOCK));
        Expr end = pairs instanceof Expr.IntLiteral ? pairs : kernel.let("pairs", pairs);
        kernel.loop("col", from, end, times(LANES, 2), col -> column(List.of(col, plus(col, LANES)), row));
        if (!end.equals(to)) {
            kernel.loop("col", end, to, LANES, col -> column(List.of(col), row));
        }
    }

    /** The outer axes that stay. */
    private List<Axis> kept() {
        List<Axis> kept = new ArrayList<>();
        for (int axis = 0; axis < input.rank() - 1; axis++) {
            if (!reduced.contains(axis)) {
                kept.add(input.axis(axis));
            }
        }
        return kept;
    }

    private void column(List<Expr> cols, Expr row) {
        List<Frame> frames =
                cols.stream().map(col -> new Frame(kept(), row, col, true)).toList();
        List<List<Expr.Local>> sums = new ArrayList<>();
        for (int i = 0; i < cols.size(); i++) {
            List<Expr.Local> own = new ArrayList<>();
            for (Node node : reductions) {
                own.add(kernel.var(
                        "sum", Exprs.lanes(number(reduction(node).kind().start()))));
            }
            sums.add(own);
        }
        reduceAxis(List.of(), frames, sums);
        for (int i = 0; i < cols.size(); i++) {
            store(frames.get(i), sums.get(i));
        }
    }

    private void store(Frame frame, List<Expr.Local> sums) {
        List<Index> index = new ArrayList<>();
        for (int axis = 0; axis < kept().size(); axis++) {
            index.add(new Index.Row(axis));
        }
        index.add(new Index.Lane());
        for (Region.Write write : region.writes()) {
            Expr.Local sum = sums.get(reductions.indexOf(graph.node(write.node())));
            KernelBuilder.Array array = kernel.array(write.place(), program.localName(write.node()));
            Expr exact = program.exact(kernel, values, write, frame, sum);
            kernel.store(array, values.offset(write.place().layout(), index, frame), exact);
        }
    }

    private static Reduce reduction(Node node) {
        return (Reduce) node.op();
    }

    /** One loop for each axis that is reduced, the outermost first. */
    private void reduceAxis(List<Expr> places, List<Frame> frames, List<List<Expr.Local>> sums) {
        if (places.size() == reduced.size()) {
            values.enter();
            for (int i = 0; i < frames.size(); i++) {
                join(places, frames.get(i), sums.get(i));
            }
            return;
        }
        Axis axis = input.axis(reduced.get(places.size()));
        Expr end = axis.isBatch() ? kernel.count() : whole(axis.extent(1));
        kernel.loop(axis.isBatch() ? "example" : "k", whole(0), end, whole(1), k -> {
            List<Expr> more = new ArrayList<>(places);
            more.add(k);
            reduceAxis(more, frames, sums);
        });
    }

    private void join(List<Expr> places, Frame frame, List<Expr.Local> sums) {
        List<Index> index = new ArrayList<>();
        int keptAxis = 0;
        for (int axis = 0; axis < input.rank() - 1; axis++) {
            int at = reduced.indexOf(axis);
            index.add(at >= 0 ? new Index.At(places.get(at)) : new Index.Row(keptAxis++));
        }
        index.add(new Index.Lane());
        for (int i = 0; i < sums.size(); i++) {
            Node node = reductions.get(i);
            Reduce.Kind kind = reduction(node).kind();
            Expr.Local sum = sums.get(i);
            kernel.assign(sum, Joining.join(kind, graph, values, node.input(0), index, frame, sum));
        }
    }
}
