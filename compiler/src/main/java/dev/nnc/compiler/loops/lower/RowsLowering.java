package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.remainder;
import static dev.nnc.compiler.loops.kernel.Exprs.roundDown;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.kernel.Type;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Levels;
import dev.nnc.compiler.plan.Place;
import dev.nnc.compiler.plan.Region;
import dev.nnc.compiler.plan.Role;
import dev.nnc.compiler.plan.Sources;
import dev.nnc.compiler.plan.Space;
import dev.nnc.compiler.plan.Triangle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shapes the kernel of a region of rows: for each row, as many passes over the lanes as reductions follow one another; what
 * is one number a row is computed between the passes.
 *
 * <p>A reduction across lanes runs over 16 virtual lanes, whatever the machine has, which are then folded as a fixed tree.
 */
final class RowsLowering {
    /** Sums that one pass carries at most; each has 16 floats of the worker's scratch. */
    private static final int SUMS_A_PASS = 4;

    /** The largest batch whose numbers are summed one by one. */
    private static final int FEW_NUMBERS = 1024;

    private final ProgramContext program;
    private final Region region;
    private final Graph graph;
    private final Sources sources;
    private final Levels levels;
    private final KernelBuilder kernel = new KernelBuilder();
    private final Values values;
    private Expr seen;

    private RowsLowering(ProgramContext program, Region region) {
        this.program = program;
        this.region = region;
        graph = program.plan().graph();
        sources = program.plan().sources();
        levels = Levels.of(graph, sources, region.nodes());
        values = new Values(program, kernel);
        region.nodes().forEach(values::hide);
    }

    /** The launch of the region's kernel, which is added to the program's kernels. */
    static Step.Launch lower(ProgramContext program, Region region) {
        return new RowsLowering(program, region).lower();
    }

    private Step.Launch lower() {
        if (region.rows().isEmpty()) {
            return isFlat() ? flat() : single();
        }
        Expr[] units = kernel.units();
        kernel.loop("row", units[0], units[1], whole(1), this::row);
        return program.launch(kernel, region, program.rowsSplit(region.rows(), region));
    }

    /** Whether it is one long row of fixed length without reductions, which threads can share. */
    private boolean isFlat() {
        return levels.last() == 0 && region.writes().stream().noneMatch(write -> hasBatch(write.node()));
    }

    private boolean hasBatch(int node) {
        return graph.type(node).hasBatch();
    }

    private Step.Launch flat() {
        int floats = Layout.of(graph.type(region.writes().get(0).node())).floats(1);
        Expr[] units = kernel.units();
        kernel.loop("i", Exprs.times(units[0], Layout.BLOCK), Exprs.times(units[1], Layout.BLOCK), LANES, lane -> {
            values.enter();
            storeLanes(region.writes(), new Frame(List.of(), whole(0), lane, true));
        });
        return program.launch(kernel, region, program.blocksSplit(floats / Layout.BLOCK, region));
    }

    private Step.Launch single() {
        row(whole(0));
        return program.launch(kernel, region, Step.Split.NONE);
    }

    private void row(Expr row) {
        Frame frame = new Frame(region.rows(), row, whole(0), false);
        for (int level = 0; level <= levels.last(); level++) {
            numbersOfRow(level, frame);
            for (Pass pass : passes(level)) {
                pass(pass, frame);
            }
            reveal(level);
        }
    }

    /** What is computed in one pass over the lanes. */
    private record Pass(Axis width, List<Integer> reductions, List<Region.Write> writes) {}

    private List<Pass> passes(int level) {
        Map<Axis, Pass> byWidth = new LinkedHashMap<>();
        List<Pass> full = new ArrayList<>();
        for (int node : region.nodes()) {
            if (sources.role(node) == Role.ROW_REDUCTION && levels.of(node) == level + 1) {
                Axis width = lastAxis(graph.node(node).input(0));
                Pass pass = byWidth.computeIfAbsent(width, RowsLowering::emptyPass);
                pass.reductions().add(node);
                if (pass.reductions().size() == SUMS_A_PASS) {
                    full.add(byWidth.remove(width));
                }
            }
        }
        for (Region.Write write : region.writes()) {
            if (isLanes(write.node()) && levels.of(write.node()) == level) {
                byWidth.computeIfAbsent(lastAxis(write.node()), RowsLowering::emptyPass)
                        .writes()
                        .add(write);
            }
        }
        full.addAll(byWidth.values());
        return full;
    }

    private static Pass emptyPass(Axis width) {
        return new Pass(width, new ArrayList<>(), new ArrayList<>());
    }

    private Axis lastAxis(int node) {
        return graph.type(node).axis(graph.type(node).rank() - 1);
    }

    private boolean isLanes(int node) {
        return graph.type(node).rank() == region.rows().size() + 1;
    }

    /** Numbers of the row that are known before a pass: computed once and kept in locals. */
    private void numbersOfRow(int level, Frame frame) {
        values.enter();
        for (int node : region.nodes().stream().sorted().toList()) {
            boolean due = sources.role(node) == Role.MAP && !isLanes(node) && levels.of(node) == level;
            if (due) {
                Expr value = values.ofRow(node, frame);
                values.define(node, kernel.let(program.localName(node), value));
            }
        }
        for (Region.Write write : region.writes()) {
            if (!isLanes(write.node()) && levels.of(write.node()) == level) {
                KernelBuilder.Array array = kernel.array(write.place(), program.localName(write.node()));
                kernel.store(array, rowOffset(write.place().layout(), frame), values.ofRow(write.node(), frame));
            }
        }
    }

    private static Expr rowOffset(Layout layout, Frame frame) {
        int[] strides = new int[frame.rows().size()];
        for (int axis = 0; axis < strides.length; axis++) {
            strides[axis] = layout.stride(axis);
        }
        return frame.offset(strides);
    }

    private void pass(Pass pass, Frame frame) {
        boolean partly = endsAtPlace(pass, frame);
        Expr width =
                pass.width().isBatch() ? kernel.count() : whole(pass.width().extent(1));
        Expr end = partly ? seen(frame) : width;
        if (pass.reductions().isEmpty()) {
            kernel.loop("col", whole(0), end, LANES, col -> {
                values.enter();
                storeLanes(pass.writes(), frame.at(col, true));
            });
        } else {
            reduce(pass, frame, end);
        }
        if (partly && !pass.writes().isEmpty()) {
            kernel.loop("col", end, width, LANES, col -> storeZeros(pass.writes(), frame.at(col, true)));
        }
    }

    /**
     * Whether nothing of a pass is behind the place of its row: what is reduced has no part in sums and maxima there, and what is
     * written is 0.
     */
    private boolean endsAtPlace(Pass pass, Frame frame) {
        int row = frame.rows().size() - 1;
        Axis width = pass.width();
        if (row < 0
                || width.isBatch()
                || width.extent(1) % Layout.BLOCK != 0
                || !width.equals(frame.rows().get(row))) {
            return false;
        }
        Optional<Triangle> place = Optional.of(new Triangle(row, row + 1));
        return width.extent(1) > Layout.BLOCK
                && pass.reductions().stream().allMatch(node -> nothing(node).equals(place))
                && pass.writes().stream().allMatch(write -> zero(write.node()).equals(place));
    }

    /** Where what is reduced changes nothing. */
    private Optional<Triangle> nothing(int reduced) {
        int of = graph.node(reduced).input(0);
        return switch (reduction(reduced).kind()) {
            case SUM -> zero(of);
            case MAX -> program.triangles().hidden(of);
            case MIN -> Optional.empty();
        };
    }

    private Optional<Triangle> zero(int node) {
        return program.triangles().zero(node);
    }

    /** The end of the last block that has anything of the row, the same for all passes over it. */
    private Expr seen(Frame frame) {
        if (seen == null) {
            Expr place = frame.place(frame.rows().size() - 1);
            seen = kernel.let("seen", plus(roundDown(place, Layout.BLOCK), whole(Layout.BLOCK)));
        }
        return seen;
    }

    private void storeZeros(List<Region.Write> writes, Frame frame) {
        for (Region.Write write : writes) {
            KernelBuilder.Array array = kernel.array(write.place(), program.localName(write.node()));
            Expr at = plus(rowOffset(write.place().layout(), frame), frame.lane());
            kernel.store(array, at, Exprs.lanes(number(0.0)));
        }
    }

    private void storeLanes(List<Region.Write> writes, Frame frame) {
        List<Expr> computed = new ArrayList<>();
        for (Region.Write write : writes) {
            Expr value = Exprs.lanes(Exprs.inMemory(values.inLanes(write.node(), frame)));
            Expr exact = program.exact(kernel, values, write, frame, value);
            // Before the first store: what is stored may stand where the next value is still read from.
            computed.add(writes.size() == 1 ? exact : kernel.let(program.localName(write.node()), exact));
        }
        for (int i = 0; i < writes.size(); i++) {
            Place place = writes.get(i).place();
            KernelBuilder.Array array =
                    kernel.array(place, program.localName(writes.get(i).node()));
            kernel.store(array, plus(rowOffset(place.layout(), frame), frame.lane()), computed.get(i));
        }
    }

    /** A pass with reductions: each of 16 virtual lanes for itself, which are then folded. */
    private void reduce(Pass pass, Frame frame, Expr end) {
        KernelBuilder.Array scratch = kernel.array(program.scratch(SUMS_A_PASS * Layout.BLOCK), "scratch");
        if (sumsTheBatch(pass)) {
            sumNumbers(pass, frame, scratch);
        } else {
            reduceLanes(pass, frame, end, scratch);
        }
        for (int i = 0; i < pass.reductions().size(); i++) {
            int node = pass.reductions().get(i);
            Expr at = plus(scratch.start(), whole(i * Layout.BLOCK));
            kernel.add(program.fold(reduction(node).kind(), scratch.name(), at));
            Expr folded = new Expr.Element(scratch.name(), at, Type.FLOAT);
            values.define(node, kernel.let(program.localName(node), folded));
        }
    }

    /**
     * Whether a pass sums up a number of each example of a small batch that is in memory. That is done once a step and is a
     * short loop: in vectors, which are objects until C2 has compiled the kernel, it would leave garbage for thousands of steps.
     */
    private boolean sumsTheBatch(Pass pass) {
        return region.rows().isEmpty()
                && pass.width().isBatch()
                && program.maxBatch() <= FEW_NUMBERS
                && pass.writes().isEmpty()
                && pass.reductions().stream()
                        .allMatch(node -> reduction(node).kind() == Reduce.Kind.SUM
                                && !region.nodes().contains(graph.node(node).input(0)));
    }

    /** Each number is added to that of the virtual lanes whose turn it is. */
    private void sumNumbers(Pass pass, Frame frame, KernelBuilder.Array scratch) {
        int sums = pass.reductions().size();
        kernel.loop("lane", whole(0), whole(sums * Layout.BLOCK), whole(1), lane -> {
            kernel.store(scratch, lane, number(0.0));
        });
        kernel.loop("example", whole(0), kernel.count(), whole(1), example -> {
            values.enter();
            Frame single = frame.at(example, false);
            for (int i = 0; i < sums; i++) {
                int summed = graph.node(pass.reductions().get(i)).input(0);
                Expr lane = plus(whole(i * Layout.BLOCK), remainder(example, Layout.BLOCK));
                Expr sum = new Expr.Element(scratch.name(), plus(scratch.start(), lane), Type.FLOAT);
                Expr value = values.value(summed, Values.inLanes(single), single);
                kernel.store(scratch, lane, Exprs.add(sum, value));
            }
        });
    }

    /** Block by block of 16 floats; the last block is masked. */
    private void reduceLanes(Pass pass, Frame frame, Expr end, KernelBuilder.Array scratch) {
        boolean known = !pass.width().isBatch();
        Expr width = known ? whole(pass.width().extent(1)) : kernel.count();
        Expr blocks = end.equals(width) ? roundDown(width, Layout.BLOCK) : end;
        Expr full = known ? blocks : kernel.let("full", blocks);
        kernel.loop("part", whole(0), whole(Layout.BLOCK), LANES, part -> {
            List<Expr.Local> sums = new ArrayList<>();
            for (int node : pass.reductions()) {
                double start = reduction(node).kind().start();
                sums.add(kernel.var(program.localName(node), Exprs.lanes(number(start))));
            }
            if (!(full instanceof Expr.IntLiteral literal && literal.value() == 0)) {
                kernel.loop(
                        "col", part, full, whole(Layout.BLOCK), col -> block(pass, frame.at(col, true), sums, null));
            }
            if (!known || pass.width().extent(1) % Layout.BLOCK != 0) {
                kernel.loop("col", plus(part, full), width, whole(Layout.BLOCK), col -> {
                    Expr mask = Exprs.compare(
                            Relation.LT, values.lanePositions(col), known ? floats(width) : new Expr.ToFloat(width));
                    block(pass, frame.at(col, true), sums, mask);
                });
            }
            for (int i = 0; i < sums.size(); i++) {
                kernel.store(scratch, plus(whole(i * Layout.BLOCK), part), sums.get(i));
            }
        });
    }

    private static Expr floats(Expr width) {
        return number((double) ((Expr.IntLiteral) width).value());
    }

    private Reduce reduction(int node) {
        return (Reduce) graph.node(node).op();
    }

    private void block(Pass pass, Frame frame, List<Expr.Local> sums, Expr mask) {
        values.enter();
        for (int i = 0; i < sums.size(); i++) {
            int node = pass.reductions().get(i);
            Expr.Local sum = sums.get(i);
            Expr joined = Joining.join(
                    reduction(node).kind(),
                    graph,
                    values,
                    graph.node(node).input(0),
                    Values.inLanes(frame),
                    frame,
                    sum);
            kernel.assign(sum, mask == null ? joined : Exprs.choose(mask, joined, sum));
        }
        storeLanes(pass.writes(), frame);
    }

    private void reveal(int level) {
        for (Region.Write write : region.writes()) {
            Space space = write.place().space();
            boolean inMemory = !(space instanceof Space.Output || space instanceof Space.InputGradient);
            if (isLanes(write.node()) && levels.of(write.node()) == level && inMemory) {
                values.reveal(write.node());
            }
        }
    }
}
