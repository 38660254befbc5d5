package dev.nnc.compiler.plan;

import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Scan;
import dev.nnc.compiler.plan.prepare.PreparedScan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Plans a loop over steps. What a step makes is written straight to its place among all steps; a carry that somebody wants of
 * every step has a place more than there are steps, where step t reads place t and writes the next, and any other carry is
 * overwritten where its readers come first.
 */
final class ScanPlanner {
    private final Graph graph;
    private final Views views;
    private final PreparedScan scan;
    private final List<Integer> inputs;
    private final Map<Integer, Integer> nodes = new HashMap<>();
    private final Room room;
    private final int maxBatch;
    private final StepPlaces places = new StepPlaces();
    private final Planner body;
    private final List<Region> firsts = new ArrayList<>();
    private final Map<Integer, Place> results = new HashMap<>();

    /** Where values that outlive the loop find room. */
    interface Room {
        /** Where a value begins, which stays until the last reader of any of these nodes. */
        int place(Layout layout, List<Integer> nodes);
    }

    /**
     * Prepares a plan.
     *
     * @param group the nodes that are results of the loop
     * @param arena where the step's own values go, too, as long as region {@code index} runs
     */
    ScanPlanner(Graph graph, Views views, List<Integer> group, Room room, Arena arena, int index, int maxBatch) {
        this.graph = graph;
        this.views = views;
        this.room = room;
        this.maxBatch = maxBatch;
        Node first = graph.node(group.get(0));
        scan = (PreparedScan) first.op();
        inputs = first.inputs();
        group.forEach(node -> nodes.put(((PreparedScan) graph.node(node).op()).result(), node));
        body = new Planner(scan.body().withResults(wanted()), places, maxBatch, arena, index);
    }

    /** The plan of the loop. */
    ScanPlan plan() {
        Map<String, Integer> outside = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            outside.put(scan.leaf(i), inputs.get(i));
            if (i >= scan.carries()) {
                placeInput(i);
            }
        }
        for (int carry = 0; carry < scan.carries(); carry++) {
            if (isWanted(carry)) {
                placeCarry(carry);
            }
        }
        for (int result = scan.carries(); result < scan.carries() + scan.outputs(); result++) {
            if (nodes.containsKey(result) && !results.containsKey(nodes.get(result))) {
                placeOutput(result);
            }
        }
        return new ScanPlan(body.plan(), scan.count(), scan.backward(), outside);
    }

    /** Regions that put the carries where the first step reads them. */
    List<Region> firsts() {
        return firsts;
    }

    /** The places of the loop's results, by node of the graph around it. */
    Map<Integer, Place> results() {
        return results;
    }

    /** What a step has to make: the carries that anybody reads, and the outputs that have no carry's place. */
    private List<Result> wanted() {
        List<Result> wanted = new ArrayList<>();
        for (int carry = 0; carry < scan.carries(); carry++) {
            if (isWanted(carry)) {
                wanted.add(new Result(Result.Kind.OUTPUT, next(carry), scan.made(carry)));
                if (isApart(carry)) {
                    wanted.add(new Result(Result.Kind.OUTPUT, last(carry), scan.made(carry)));
                }
            }
        }
        for (int result = scan.carries(); result < scan.carries() + scan.outputs(); result++) {
            if (nodes.containsKey(result) && carryOf(result) < 0) {
                wanted.add(new Result(Result.Kind.OUTPUT, "out" + result, scan.made(result)));
            }
        }
        return wanted;
    }

    private static String next(int carry) {
        return "next" + carry;
    }

    private static String last(int carry) {
        return "last" + carry;
    }

    /**
     * Whether what is left of a carry after all steps has a place of its own: among all steps of one number an example, the
     * numbers of a step are no neighbours.
     */
    private boolean isApart(int carry) {
        return scan.carry(carry).rank() == 1
                && scan.carry(carry).hasBatch()
                && scan.count() > 1
                && nodes.containsKey(carry);
    }

    private boolean isWanted(int carry) {
        return nodes.containsKey(carry)
                || nodes.containsKey(before(carry))
                || !outputsOf(carry).isEmpty()
                || scan.body().nodes().stream()
                        .anyMatch(node ->
                                node.op() instanceof Leaf leaf && leaf.leaf().equals(Scan.carry(carry)));
    }

    private int before(int carry) {
        return scan.carries() + scan.outputs() + carry;
    }

    /** The first carry that an output is, too; -1 where there is none. */
    private int carryOf(int result) {
        return IntStream.range(0, scan.carries())
                .filter(carry -> scan.made(carry) == scan.made(result))
                .findFirst()
                .orElse(-1);
    }

    /** The outputs that somebody wants and that are what a carry becomes. */
    private List<Integer> outputsOf(int carry) {
        return IntStream.range(scan.carries(), scan.carries() + scan.outputs())
                .filter(result -> nodes.containsKey(result) && carryOf(result) == carry)
                .boxed()
                .toList();
    }

    private void placeInput(int input) {
        TensorType type = graph.type(inputs.get(input));
        boolean sequence = input < scan.carries() + scan.sequences();
        Optional<Place> found = views.find(inputs.get(input));
        if (type.isScalar() && !sequence && found.isEmpty()) {
            return;
        }
        Place place = found.orElseThrow(() -> new CompilerBug("a step reads " + graph.node(inputs.get(input))));
        int axis = sequence ? scan.stepsAxis(type) : -1;
        places.putLeaf(scan.leaf(input), axis < 0 ? place : step(place, axis, 0));
    }

    private void placeCarry(int carry) {
        TensorType type = scan.carry(carry);
        if (type.isScalar()) {
            throw new CompilerBug("a scan hands on a single number for the whole batch");
        }
        List<Integer> readers = new ArrayList<>();
        List<Integer> outputs = new ArrayList<>(outputsOf(carry));
        outputs.addAll(List.of(carry, before(carry)));
        outputs.stream().filter(nodes::containsKey).map(nodes::get).forEach(readers::add);
        boolean all = nodes.containsKey(before(carry)) || outputs.size() > 2;
        Place at = all || !body.canOverwrite(next(carry), Scan.carry(carry))
                ? placeAll(carry, type, readers)
                : placeOne(carry, type, readers);
        boolean padded = at.layout().isPaddedAlongLanes();
        List<Axis> rows = type.axes().subList(0, type.rank() - 1);
        firsts.add(new Region(
                padded ? Region.Kind.ROWS : Region.Kind.MOVE,
                rows,
                List.of(),
                List.of(new Region.Write(inputs.get(carry), at))));
    }

    /** One place, which every step overwrites. */
    private Place placeOne(int carry, TensorType type, List<Integer> readers) {
        Layout layout = Layout.of(type);
        Place place = new Place(new Space.Arena(), room.place(layout, readers), layout);
        places.putLeaf(Scan.carry(carry), place);
        places.putResult(next(carry), place);
        if (nodes.containsKey(carry)) {
            results.put(nodes.get(carry), place);
        }
        return place;
    }

    /** A place for each step and one more. */
    private Place placeAll(int carry, TensorType type, List<Integer> readers) {
        Place all = allocate(type, scan.count() + 1, readers);
        int axis = type.hasBatch() ? 1 : 0;
        int read = scan.backward() ? 1 : 0;
        places.putLeaf(Scan.carry(carry), step(all, axis, read));
        places.putResult(next(carry), step(all, axis, 1 - read));
        if (isApart(carry)) {
            Layout layout = Layout.of(type);
            Place last = new Place(new Space.Arena(), room.place(layout, List.of(nodes.get(carry))), layout);
            places.putResult(last(carry), last);
            results.put(nodes.get(carry), last);
        } else if (nodes.containsKey(carry)) {
            results.put(nodes.get(carry), still(step(all, axis, scan.backward() ? 0 : scan.count())));
        }
        if (nodes.containsKey(before(carry))) {
            results.put(nodes.get(before(carry)), steps(all, axis, read));
        }
        outputsOf(carry).forEach(result -> results.put(nodes.get(result), steps(all, axis, 1 - read)));
        return still(step(all, axis, scan.backward() ? scan.count() : 0));
    }

    private void placeOutput(int result) {
        TensorType type = scan.body().type(scan.made(result));
        Place all = allocate(type, scan.count(), List.of(nodes.get(result)));
        int axis = type.hasBatch() ? 1 : 0;
        places.putResult("out" + result, step(all, axis, 0));
        results.put(nodes.get(result), steps(all, axis, 0));
    }

    private Place allocate(TensorType step, int count, List<Integer> readers) {
        List<Axis> axes = new ArrayList<>(step.axes());
        axes.add(step.hasBatch() ? 1 : 0, Axis.of(count));
        TensorType type = step.withAxes(axes);
        boolean numbers = step.rank() == 1 && step.hasBatch() && scan.count() == 1;
        Layout layout = numbers ? Layout.alongBatch(type, maxBatch) : Layout.of(type);
        return new Place(new Space.Arena(), room.place(layout, readers), layout);
    }

    /** The place of one step, which moves on along the axis of steps. */
    private static Place step(Place all, int axis, int first) {
        Layout layout = all.layout();
        int stride = layout.stride(axis);
        return new Place(all.space(), all.offset() + first * stride, layout.without(axis), stride);
    }

    private static Place still(Place place) {
        return new Place(place.space(), place.offset(), place.layout());
    }

    /** The places of all steps of the loop, from one on. */
    private Place steps(Place all, int axis, int first) {
        Place one = step(all, axis, first);
        if (Layout.isSingle(scan.steps())) {
            return still(one);
        }
        List<Axis> axes = new ArrayList<>(all.layout().type().axes());
        axes.set(axis, scan.steps());
        Layout layout = all.layout();
        TensorType type = layout.type().withAxes(axes);
        return new Place(all.space(), one.offset(), new Layout(type, layout.strides(), layout.lane(), layout.padded()));
    }
}
