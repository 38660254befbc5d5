package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.ArgMax;
import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.ir.op.Concat;
import dev.nnc.compiler.ir.op.Gather;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.ir.op.Reverse;
import dev.nnc.compiler.ir.op.Slice;
import dev.nnc.compiler.ir.op.Transpose;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Region;
import dev.nnc.compiler.plan.prepare.Copy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Shapes the kernel of what only moves elements: one loop over rows and one along them, an element at a time. What reads
 * across the rows of its operand goes in strips as wide as a cache line, so that each line that is read serves as many rows.
 */
final class MoveLowering {
    private static final int STRIP = 16;

    private final ProgramContext program;
    private final Region region;
    private final Graph graph;
    private final KernelBuilder kernel = new KernelBuilder();
    private final Values values;
    private final Region.Write write;
    private final TensorType type;

    private MoveLowering(ProgramContext program, Region region) {
        this.program = program;
        this.region = region;
        graph = program.plan().graph();
        values = new Values(program, kernel);
        region.nodes().forEach(values::hide);
        write = region.writes().get(0);
        type = graph.type(write.node());
    }

    /** The launch of the region's kernel, which is added to the program's kernels. */
    static Step.Launch lower(ProgramContext program, Region region) {
        return new MoveLowering(program, region).lower();
    }

    private Step.Launch lower() {
        if (region.rows().isEmpty()) {
            along(whole(0));
            return program.launch(kernel, region, Step.Split.NONE);
        }
        Expr[] units = kernel.units();
        Optional<ReshapeLoops> reshape = ReshapeLoops.of(program, region, values, kernel);
        if (reshape.isPresent()) {
            kernel.loop("row", units[0], units[1], whole(1), reshape.get()::row);
        } else if (readsAcross()) {
            strips(units);
        } else {
            kernel.loop("row", units[0], units[1], whole(1), this::along);
        }
        return program.launch(kernel, region, program.rowsSplit(region.rows(), region));
    }

    private boolean readsAcross() {
        int last = type.rank() - 1;
        return !region.nodes().isEmpty()
                && graph.node(region.hero()).op() instanceof Transpose transpose
                && transpose.order().get(last) != last
                && !type.axis(last).isBatch()
                && type.axis(last).extent(1) > STRIP;
    }

    private void strips(Expr[] rows) {
        int width = type.axis(type.rank() - 1).extent(1);
        kernel.steps(
                "strip",
                width,
                STRIP,
                (strip, end) -> kernel.loop(
                        "row",
                        rows[0],
                        rows[1],
                        whole(1),
                        row -> kernel.loop("col", strip, end, whole(1), col -> element(row, col))));
    }

    private void along(Expr row) {
        if (type.isScalar()) {
            element(row, whole(0));
            return;
        }
        Op op = region.nodes().isEmpty()
                ? new Copy()
                : graph.node(region.hero()).op();
        if (op instanceof Concat concat) {
            pieces(concat.axis(), row);
            return;
        }
        loopAlong(type.axis(type.rank() - 1), col -> element(row, col));
    }

    private void loopAlong(Axis axis, Consumer<Expr> body) {
        Expr end = axis.isBatch() ? kernel.count() : whole(axis.extent(1));
        kernel.loop("col", whole(0), end, whole(1), body);
    }

    private void element(Expr row, Expr col) {
        values.enter();
        Frame frame = new Frame(region.rows(), row, col, false);
        store(frame, region.nodes().isEmpty() ? values.value(write.node(), index(), frame) : moved(frame));
    }

    private List<Index> index() {
        List<Index> index = new ArrayList<>();
        for (int axis = 0; axis < region.rows().size(); axis++) {
            index.add(new Index.Row(axis));
        }
        if (!type.isScalar()) {
            index.add(new Index.Lane());
        }
        return index;
    }

    private void store(Frame frame, Expr value) {
        KernelBuilder.Array array = kernel.array(write.place(), program.localName(write.node()));
        kernel.store(array, values.offset(write.place().layout(), index(), frame), value);
    }

    /** The element of the result that the loops are at. */
    private Expr moved(Frame frame) {
        Node node = graph.node(region.hero());
        Op op = node.op();
        List<Index> index = new ArrayList<>(index());
        if (op instanceof Transpose transpose) {
            List<Index> source = new ArrayList<>(index);
            for (int axis = 0; axis < index.size(); axis++) {
                source.set(transpose.order().get(axis), index.get(axis));
            }
            return values.value(node.input(0), source, frame);
        } else if (op instanceof Slice slice) {
            Expr place = times(place(index.get(slice.axis()), frame), slice.step());
            index.set(slice.axis(), new Index.At(plus(place, whole(slice.from()))));
        } else if (op instanceof Reverse reverse) {
            int last = type.axis(reverse.axis()).extent(1) - 1;
            index.set(reverse.axis(), new Index.At(Exprs.minus(whole(last), place(index.get(reverse.axis()), frame))));
        } else if (op instanceof Reshape) {
            return values.value(node.input(0), reshaped(graph.type(node.input(0)), frame), frame);
        } else if (op instanceof Gather) {
            return values.value(node.id(), index, frame);
        } else if (op instanceof ArgMax argMax) {
            return largest(node, argMax, index, frame);
        } else if (!(op instanceof Copy)) {
            throw new IllegalStateException("no kernel moves elements as '" + op.name() + "' does");
        }
        return values.value(node.input(0), index, frame);
    }

    private static Expr place(Index index, Frame frame) {
        if (index instanceof Index.Row row) {
            return frame.place(row.axis());
        }
        return index instanceof Index.At at ? at.place() : frame.lane();
    }

    /** The index into the operand of a reshape: the element's number among the example's, taken apart again. */
    private List<Index> reshaped(TensorType from, Frame frame) {
        Expr number = whole(0);
        List<Index> here = index();
        for (int axis = 0; axis < type.rank(); axis++) {
            number = plus(times(number, type.axis(axis).extent(1)), place(here.get(axis), frame));
        }
        Expr element = kernel.let("element", number);
        List<Index> source = new ArrayList<>();
        int behind = (int) from.elements(1);
        for (int axis = 0; axis < from.rank(); axis++) {
            int extent = from.axis(axis).extent(1);
            behind /= extent;
            Expr place = Exprs.dividedBy(element, behind);
            source.add(new Index.At(from.axis(axis).isBatch() ? place : Exprs.remainder(place, extent)));
        }
        return source;
    }

    private Expr largest(Node node, ArgMax argMax, List<Index> index, Frame frame) {
        Expr.Local best = kernel.var("best", number(0.0));
        Expr.Local most = kernel.var("most", number(Double.NEGATIVE_INFINITY));
        List<Index> whole = new ArrayList<>(index);
        whole.add(argMax.axis(), new Index.At(whole(0)));
        int extent = graph.type(node.input(0)).axis(argMax.axis()).extent(1);
        kernel.loop("k", whole(0), whole(extent), whole(1), k -> {
            values.enter();
            whole.set(argMax.axis(), new Index.At(k));
            Expr value = kernel.let("candidate", values.value(node.input(0), whole, frame));
            kernel.when(Exprs.compare(Relation.GT, value, most), () -> {
                kernel.assign(most, value);
                kernel.assign(best, new Expr.ToFloat(k));
            });
        });
        return best;
    }

    /** A concatenation: one loop for each operand, or the operand that the row is of. */
    private void pieces(int axis, Expr row) {
        boolean alongRow = axis == type.rank() - 1;
        int start = 0;
        for (int input : graph.node(region.hero()).inputs()) {
            int extent = graph.type(input).axis(axis).extent(1);
            int offset = start;
            if (alongRow) {
                loopAlong(graph.type(input).axis(axis), col -> piece(input, index(), row, col, offset));
            } else {
                Expr place = kernel.let("place", Exprs.minus(rowPlace(axis, row), whole(offset)));
                List<Index> index = index();
                index.set(axis, new Index.At(place));
                kernel.when(
                        within(place, extent),
                        () -> loopAlong(type.axis(type.rank() - 1), col -> piece(input, index, row, col, 0)));
            }
            start += extent;
        }
    }

    private Expr rowPlace(int axis, Expr row) {
        return new Frame(region.rows(), row, whole(0), false).place(axis);
    }

    private void piece(int input, List<Index> index, Expr row, Expr col, int offset) {
        values.enter();
        Frame frame = new Frame(region.rows(), row, col, false);
        Expr value = values.value(input, index, frame);
        KernelBuilder.Array array = kernel.array(write.place(), program.localName(write.node()));
        Expr at = plus(values.offset(write.place().layout(), index(), frame), whole(offset));
        kernel.store(array, at, value);
    }

    private static Expr within(Expr place, int extent) {
        return new Expr.Logic(
                Expr.Operator.AND,
                new Expr.Comparison(Relation.GE, place, whole(0)),
                new Expr.Comparison(Relation.LT, place, whole(extent)));
    }
}
