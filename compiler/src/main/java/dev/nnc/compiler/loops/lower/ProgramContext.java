package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.compare;
import static dev.nnc.compiler.loops.kernel.Exprs.number;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Origin;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.kernel.Stmt;
import dev.nnc.compiler.loops.program.Scalar;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Place;
import dev.nnc.compiler.plan.Plan;
import dev.nnc.compiler.plan.Region;
import dev.nnc.compiler.plan.ScanPlan;
import dev.nnc.compiler.plan.Space;
import dev.nnc.compiler.plan.TooLarge;
import dev.nnc.compiler.plan.Triangles;
import dev.nnc.compiler.plan.prepare.Copy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One program while its regions become kernels: the plan, the steps so far, and what all of its kernels share. */
final class ProgramContext {
    private final Plan plan;
    private final KernelLibrary library;
    private final KnownRegions regions;
    private final Numbers numbers;
    private final ValueNames names;
    private final Workload workload;
    private final List<Step> steps = new ArrayList<>();
    private final int[] uses;
    private final Triangles triangles;
    private final Optional<KeptPanels> kept;
    private Requests requests = new Requests();
    private int scratchFloats;
    private int roomFloats;

    ProgramContext(Plan plan, KernelLibrary library, KnownRegions regions, Workload workload) {
        this.plan = plan;
        this.library = library;
        this.regions = regions;
        this.workload = workload;
        numbers = new Numbers(plan, steps);
        names = new ValueNames(plan.graph());
        uses = countUses(plan.graph());
        triangles = Triangles.of(plan.graph());
        kept = Optional.empty();
    }

    private static int[] countUses(Graph graph) {
        int[] uses = new int[graph.nodes().size()];
        graph.nodes().forEach(node -> node.inputs().forEach(input -> uses[input]++));
        graph.results().forEach(result -> uses[result.node()]++);
        return uses;
    }

    /** One step of a loop in the program around it. */
    private ProgramContext(ProgramContext around, ScanPlan scan) {
        plan = scan.body();
        library = around.library;
        regions = around.regions;
        workload = around.workload.within(plan.graph());
        numbers = around.numbers.within(plan, scan, steps);
        names = new ValueNames(plan.graph(), around.names, scan);
        uses = countUses(plan.graph());
        triangles = Triangles.of(plan.graph());
        kept = Optional.of(new KeptPanels(around, scan.steps()));
    }

    ProgramContext step(ScanPlan scan) {
        return new ProgramContext(this, scan);
    }

    Plan plan() {
        return plan;
    }

    List<Step> steps() {
        return steps;
    }

    /** How many nodes and results read this one. */
    int uses(int node) {
        return uses[node];
    }

    /** Which values are 0 or hidden because a comparison of two of their indices says that. */
    Triangles triangles() {
        return triangles;
    }

    /** The regions that were lowered before. */
    KnownRegions regions() {
        return regions;
    }

    /** From here on, what is asked of this program is kept in new requests. */
    Requests newRequests() {
        requests = new Requests();
        return requests;
    }

    /** The number of rank 0 that a node is, computed between kernels. */
    Scalar scalar(int node) {
        return requests.number(node, numbers.of(node));
    }

    /** What the value of a node is called in the model. */
    String name(int node) {
        requests.name(node);
        return names.of(node);
    }

    /** A name for the value of a node in the code of a kernel, above which its whole name stands. */
    String localName(int node) {
        return ValueNames.end(name(node));
    }

    /** The name of a region's kernel: that of the last value that it writes. */
    String kernelName(Region region) {
        Node last = plan.graph()
                .node(region.writes().get(region.writes().size() - 1).node());
        Place place = region.writes().get(region.writes().size() - 1).place();
        if (place.space() instanceof Space.Output output) {
            return "copy " + output.name();
        } else if (place.space() instanceof Space.InputGradient gradient) {
            return "copy gradient of " + gradient.name();
        } else if (place.space() instanceof Space.Statistics statistics) {
            return "count " + statistics.metric();
        } else if (last.op() instanceof Copy) {
            return "copy " + name(last.input(0));
        }
        return name(last.id());
    }

    /** The places of lanes as floats. */
    Place index() {
        requests.index();
        return library.positions(workload.widestIndex());
    }

    /** Floats of the worker that runs a kernel, for the time of the kernel. */
    Place scratch(int floats) {
        requests.scratch(floats);
        scratchFloats = Math.max(scratchFloats, Layout.roundUp(floats));
        return new Place(new Space.Scratch(), 0, Layout.of(TensorType.f32(floats)));
    }

    /** Floats that each worker needs. */
    int scratchFloats() {
        return scratchFloats;
    }

    /** Floats of the arena that no value has, for the time of the program. */
    Place room(int floats) {
        Place room = new Place(new Space.Arena(), arenaFloats(), Layout.of(TensorType.f32(floats)));
        long all = (long) arenaFloats() + Layout.roundUp(floats);
        roomFloats = TooLarge.check(all, TooLarge.What.ACTIVATIONS) - plan.arenaFloats();
        return room;
    }

    /** Floats of the arena. */
    int arenaFloats() {
        return plan.arenaFloats() + roomFloats;
    }

    /** The panels that are copied once for all steps of the loop that this program is a step of. */
    Optional<KeptPanels> kept() {
        return kept;
    }

    /** The most examples of a batch. */
    int maxBatch() {
        return workload.maxBatch();
    }

    /** The place of a constant table. */
    Place table(Constant constant) {
        return library.table(constant);
    }

    /** Adds a kernel, or finds the one of equal structure; gives back its name. */
    String intern(Kernel kernel) {
        return library.intern(kernel);
    }

    /** Finds the kernel that follows from a shape alone, or writes it; gives back its name. */
    String intern(Record shape, Supplier<Kernel> kernel) {
        return library.intern(shape, kernel);
    }

    /** The statement that folds 16 virtual lanes at {@code at} into the first of them. */
    Stmt fold(Reduce.Kind kind, String scratch, Expr at) {
        return library.fold(kind, scratch, at);
    }

    /** Whether the padding of what is written stays exactly 0. */
    boolean needsExactPadding(Region.Write write) {
        Space space = write.place().space();
        boolean kept = space instanceof Space.Gradients
                || space instanceof Space.Parameters
                || space instanceof Space.RunningStatistics
                || space instanceof Space.Slot;
        return kept && laneWidth(write) % Layout.BLOCK != 0;
    }

    private static int laneWidth(Region.Write write) {
        Layout layout = write.place().layout();
        return layout.lane() < 0 ? 1 : layout.type().axis(layout.lane()).extent(1);
    }

    /** The lanes to write: 0 in the padding where it must be. */
    Expr exact(KernelBuilder kernel, Values values, Region.Write write, Frame frame, Expr value) {
        if (!needsExactPadding(write)) {
            return value;
        }
        Expr positions = values.lanePositions(frame.lane());
        Expr inside = compare(Relation.LT, positions, number((double) laneWidth(write)));
        return Exprs.choose(inside, value, number(0.0));
    }

    /** Work that is divided by rows. */
    Step.Split rowsSplit(List<Axis> rows, Region region) {
        return rowsSplit(rows, 1, region);
    }

    /** Work that is divided by rows, in multiples of {@code grain}. */
    Step.Split rowsSplit(List<Axis> rows, int grain, Region region) {
        int product = 1;
        boolean batch = false;
        for (Axis axis : rows) {
            batch |= axis.isBatch();
            product *= axis.extent(1);
        }
        return new Step.Split(batch ? product : 0, batch ? 0 : product, grain, workload.pays(plan, region));
    }

    /** Work that is divided by blocks of 16 floats. */
    Step.Split blocksSplit(int blocks, Region region) {
        return new Step.Split(0, blocks, 1, workload.pays(plan, region));
    }

    /** Finishes a region's kernel and gives back its launch. */
    Step.Launch launch(KernelBuilder kernel, Region region, Step.Split split) {
        return launch(kernel, region, kernelName(region), split);
    }

    /** Finishes a region's kernel under a name and gives back its launch. */
    Step.Launch launch(KernelBuilder kernel, Region region, String name, Step.Split split) {
        String note = note(region);
        List<String> documentation = Documentation.of(plan, region, note, workload.maxBatch());
        String known = library.intern(kernel.build(name, documentation, split.takesUnits()));
        return new Step.Launch(known, kernel.arguments(), split, note);
    }

    /** Launches a kernel that was written for an equal region. */
    Step.Launch launch(String kernel, List<Step.Argument> arguments, Region region, Step.Split split) {
        String note = note(region);
        library.mention(kernel, note);
        return new Step.Launch(kernel, arguments, split, note);
    }

    /** Whether a region is so little of the model's work that how fast it is does not matter. */
    boolean isSmall(Region region) {
        return workload.isSmall(plan.graph(), region);
    }

    /** Whether dividing all steps of a loop among threads pays. */
    boolean pays(Plan step, int count) {
        return workload.pays(step, count);
    }

    /** What a region computes, and where that stands in the model. */
    String note(Region region) {
        String formula = Formula.of(plan, names, region);
        Origin origin = plan.graph().node(region.writes().get(0).node()).origin();
        return origin.place().isEmpty() ? formula : formula + "  (" + origin.place() + ")";
    }
}
