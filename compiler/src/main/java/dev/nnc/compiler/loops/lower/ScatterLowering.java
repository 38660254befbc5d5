package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.add;
import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.kernel.Type;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Shapes the kernel that adds rows into a table by their ids: zeros first, then one row after the other, so that each element
 * is one chain of sums in ascending order; threads share out the lanes.
 */
final class ScatterLowering {
    private final ProgramContext program;
    private final Region region;
    private final Region.Write write;
    private final int ids;
    private final int added;
    private final List<Axis> idAxes;
    private final TensorType table;
    private final KernelBuilder kernel = new KernelBuilder();
    private final Values values;
    private final KernelBuilder.Array array;

    private ScatterLowering(ProgramContext program, Region region) {
        this.program = program;
        this.region = region;
        Graph graph = program.plan().graph();
        Node node = graph.node(region.hero());
        write = region.writes().get(0);
        ids = node.input(0);
        added = node.input(1);
        idAxes = graph.type(ids).axes();
        table = node.type();
        values = new Values(program, kernel);
        array = kernel.array(write.place(), program.localName(write.node()));
    }

    /** The launch of the region's kernel, which is added to the program's kernels. */
    static Step.Launch lower(ProgramContext program, Region region) {
        return new ScatterLowering(program, region).lower();
    }

    private Step.Launch lower() {
        List<Axis> inner = table.axes().subList(1, table.rank());
        over(table.axes().subList(0, 1), "row", new ArrayList<>(), row -> over(outer(inner), "k", row, this::clear));
        over(idAxes, "example", new ArrayList<>(), at -> {
            values.enter();
            Expr id = kernel.let("id", values.id(ids, List.copyOf(at), frame(whole(0), false)));
            over(outer(inner), "k", new ArrayList<>(), k -> addRow(at, id, k));
        });
        if (inner.isEmpty()) {
            return program.launch(kernel, region, Step.Split.NONE);
        }
        int width = Layout.roundUp(table.axis(table.rank() - 1).extent(1));
        return program.launch(kernel, region, program.blocksSplit(width / Layout.BLOCK, region));
    }

    private static List<Axis> outer(List<Axis> inner) {
        return inner.subList(0, Math.max(0, inner.size() - 1));
    }

    /** Loops over axes, the outermost first. */
    private void over(List<Axis> axes, String name, List<Index> before, Consumer<List<Index>> body) {
        if (axes.isEmpty()) {
            body.accept(before);
            return;
        }
        Axis axis = axes.get(0);
        Expr end = axis.isBatch() ? kernel.count() : whole(axis.extent(1));
        kernel.loop(name, whole(0), end, whole(1), place -> {
            List<Index> index = new ArrayList<>(before);
            index.add(new Index.At(place));
            over(axes.subList(1, axes.size()), "k", index, body);
        });
    }

    /** The lanes of this share; a table of single numbers has none. */
    private void alongLanes(List<Index> index, Consumer<Frame> body) {
        if (table.rank() == 1) {
            body.accept(frame(whole(0), false));
            return;
        }
        index.add(new Index.Lane());
        Expr[] units = kernel.units();
        kernel.loop(
                "col",
                times(units[0], Layout.BLOCK),
                times(units[1], Layout.BLOCK),
                LANES,
                col -> body.accept(frame(col, true)));
    }

    private static Frame frame(Expr lane, boolean lanes) {
        return new Frame(List.of(), whole(0), lane, lanes);
    }

    private void clear(List<Index> at) {
        List<Index> index = new ArrayList<>(at);
        alongLanes(index, frame -> {
            Expr zero = frame.lanes() ? Exprs.lanes(number(0.0)) : number(0.0);
            kernel.store(array, values.offset(write.place().layout(), index, frame), zero);
        });
    }

    private void addRow(List<Index> at, Expr id, List<Index> inner) {
        List<Index> to = new ArrayList<>(List.of(new Index.At(id)));
        to.addAll(inner);
        List<Index> from = new ArrayList<>(at);
        from.addAll(inner);
        alongLanes(to, frame -> {
            values.enter();
            if (frame.lanes()) {
                from.add(new Index.Lane());
            }
            Expr value = values.value(added, from, frame);
            Expr exact = frame.lanes() ? program.exact(kernel, values, write, frame, Exprs.lanes(value)) : value;
            Expr offset = values.offset(write.place().layout(), to, frame);
            Expr place = plus(array.start(), offset);
            Expr sum = frame.lanes()
                    ? new Expr.Load(array.name(), place)
                    : new Expr.Element(array.name(), place, Type.FLOAT);
            kernel.store(array, offset, add(sum, exact));
        });
    }
}
