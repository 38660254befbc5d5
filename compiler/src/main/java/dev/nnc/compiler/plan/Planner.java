package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Elementwise;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Slice;
import dev.nnc.compiler.plan.prepare.AffineView;
import dev.nnc.compiler.plan.prepare.PreparedScan;
import dev.nnc.compiler.plan.prepare.ScatterApart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Turns a prepared graph into a plan: regions in order, and a place in memory for each value that needs one. */
public final class Planner {
    private final Graph graph;
    private final LeafPlaces leaves;
    private final int maxBatch;
    private final Partition partition;
    private final Sources sources;
    private final List<Fusion.Group> groups;
    private final Set<Integer> stored;
    private final LeafReaders readers;
    private final Map<Integer, Place> places = new HashMap<>();
    private final Map<Integer, Integer> lastUse = new HashMap<>();
    private final List<Region> exports = new ArrayList<>();
    private final Map<Integer, ScanPlan> scans = new HashMap<>();
    private Joins joins;
    private final Arena arena;
    private final int around;

    /**
     * Prepares a plan.
     *
     * @param around the region of the plan around this one, whose arena it shares as long as that region runs; -1 where there
     *     is none
     */
    Planner(Graph graph, LeafPlaces leaves, int maxBatch, Arena arena, int around) {
        this.graph = graph;
        this.arena = arena;
        this.around = around;
        this.leaves = leaves;
        this.maxBatch = maxBatch;
        partition = Partition.of(graph);
        sources = partition.sources();
        groups = partition.groups();
        stored = partition.stored();
        readers = new LeafReaders(graph, sources, groups);
    }

    /**
     * The plan of a prepared graph.
     *
     * @param maxBatch the most examples of a batch, which the arena has room for
     * @throws TooLarge when no array has room for them
     */
    public static Plan plan(Graph graph, LeafPlaces leaves, int maxBatch) {
        return new Planner(graph, leaves, maxBatch, new Arena(), -1).plan();
    }

    Plan plan() {
        placeLeaves();
        graph.results().forEach(this::placeResult);
        joins = Joins.of(graph, partition, places::containsKey);
        measureLifetimes();
        List<Region> regions = new ArrayList<>();
        for (int index = 0; index < groups.size(); index++) {
            Fusion.Group group = groups.get(index);
            if (group.kind == Region.Kind.SCAN) {
                regions.addAll(scan(group, index));
                continue;
            } else if (joins.isWhole(group.nodes.get(0))) {
                continue;
            }
            List<Region.Write> writes = new ArrayList<>();
            for (int node : group.nodes) {
                if (stored.contains(node)) {
                    writes.add(new Region.Write(node, placeOf(node, index)));
                    for (Joins.Part part : joins.copies(node)) {
                        writes.add(new Region.Write(node, joins.place(part, node, placeOf(part.join(), index))));
                    }
                }
            }
            boolean framed = joins.isFramed(group.nodes.get(0));
            regions.add(new Region(framed ? Region.Kind.BORDER : group.kind, group.rows, group.nodes, writes));
        }
        regions.addAll(exports);
        placeParts();
        int floats = TooLarge.check((long) arena.floats() + room(), TooLarge.What.ACTIVATIONS);
        return new Plan(graph, sources, regions, places, scans, floats);
    }

    /** A loop over steps, and before it what puts its first carries where it reads them. */
    private List<Region> scan(Fusion.Group group, int index) {
        ScanPlanner.Room room = (layout, nodes) -> {
            int last = nodes.stream()
                    .mapToInt(node -> lastUse.getOrDefault(node, index))
                    .max()
                    .orElse(index);
            return arena.place(layout.floats(maxBatch), moment(index), lifetime(Math.max(last, index)));
        };
        ScanPlanner planner =
                new ScanPlanner(graph, new Views(graph, places), group.nodes, room, arena, moment(index), maxBatch);
        scans.put(group.nodes.get(0), planner.plan());
        places.putAll(planner.results());
        List<Region.Write> writes = group.nodes.stream()
                .map(node -> new Region.Write(node, places.get(node)))
                .toList();
        List<Region> regions = new ArrayList<>(planner.firsts());
        regions.add(new Region(group.kind, group.rows, group.nodes, writes));
        return regions;
    }

    private int moment(int index) {
        return around < 0 ? index : around;
    }

    private int lifetime(int lastUse) {
        return around < 0 ? lastUse : around;
    }

    /** Floats behind the last value, where a vector that begins between two blocks may end. */
    private int room() {
        return graph.nodes().stream().anyMatch(this::reachesBehind) ? Layout.BLOCK : 0;
    }

    private boolean reachesBehind(Node node) {
        Op op = node.op();
        return op instanceof PreparedScan
                || op instanceof Slice slice && slice.from() % Layout.BLOCK != 0
                || op instanceof AffineView view && view.reachesBehind()
                || op instanceof ScatterApart
                || sources.role(node.id()) == Role.POOL;
    }

    /** What a slice or a view takes is read where it is. */
    private void placeParts() {
        Views views = new Views(graph, places);
        for (Node node : graph.nodes()) {
            boolean part = node.op() instanceof Slice || node.op() instanceof AffineView;
            if (part && sources.role(node.id()) == Role.VIRTUAL) {
                views.find(node.id()).ifPresent(place -> places.put(node.id(), place));
            }
        }
    }

    private void placeLeaves() {
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Leaf leaf && leaves.isInMemory(leaf)) {
                places.put(node.id(), leaves.of(leaf, node.type()));
            }
        }
    }

    /** A result is computed where it belongs when it can be, and copied there at the end otherwise. */
    private void placeResult(Result result) {
        if (result.kind() == Result.Kind.LOSS || result.kind() == Result.Kind.SETTING) {
            return;
        }
        TensorType type = graph.type(result.node());
        Place place = leaves.result(result, type);
        boolean inPlace = sources.isComputed(result.node())
                && !places.containsKey(result.node())
                && sources.role(result.node()) != Role.SCAN
                && leaves.isMadeInPlace(result)
                && (result.kind() != Result.Kind.UPDATE || canBeInPlace(result, place));
        if (inPlace) {
            places.put(result.node(), place);
        } else {
            exports.add(new Region(
                    !type.isScalar() && place.layout().isPaddedAlongLanes() ? Region.Kind.ROWS : Region.Kind.MOVE,
                    type.axes().subList(0, Math.max(0, type.rank() - 1)),
                    List.of(),
                    List.of(new Region.Write(result.node(), place))));
        }
    }

    /** Whether nothing misses the old value, which a state may have been read for by products before the new one is made. */
    private boolean canBeInPlace(Result result, Place place) {
        return place.space() instanceof Space.State
                ? canOverwrite(result.name(), result.name())
                : readers.areWithin(result.name(), result.node());
    }

    /**
     * Whether a result of a step can take the place of a leaf: nothing reads the leaf behind the region that writes the
     * result, and that region reads it element by element if at all.
     */
    boolean canOverwrite(String result, String leafName) {
        int node = graph.results().stream()
                .filter(some -> some.name().equals(result))
                .mapToInt(Result::node)
                .findFirst()
                .orElseThrow();
        boolean handedOn = graph.results().stream()
                .anyMatch(other -> other.node() == node && !other.name().equals(result)
                        || !sources.isComputed(other.node()) && isOrReads(other.node(), leafName));
        if (handedOn || !sources.isComputed(node)) {
            return false;
        }
        int writer = IntStream.range(0, groups.size())
                .filter(index -> groups.get(index).nodes.contains(node))
                .findFirst()
                .orElseThrow();
        boolean readBehind = groups.subList(writer + 1, groups.size()).stream()
                .anyMatch(group -> group.nodes.stream().anyMatch(other -> reads(other, leafName)));
        return !readBehind && readsInPlace(groups.get(writer), leafName);
    }

    private boolean readsInPlace(Fusion.Group group, String leafName) {
        List<Integer> readers =
                group.nodes.stream().filter(node -> reads(node, leafName)).toList();
        boolean singlePass = group.kind == Region.Kind.ROWS
                && Levels.of(graph, sources, group.nodes).last() == 0;
        return readers.isEmpty() || singlePass && readers.stream().allMatch(node -> readsInPlace(node, leafName));
    }

    private boolean readsInPlace(int node, String leafName) {
        return graph.node(node).op() instanceof Elementwise
                && graph.node(node).inputs().stream().allMatch(input -> {
                    Op op = graph.node(input).op();
                    return op instanceof Leaf
                            || sources.isComputed(input)
                            || !reads(input, leafName)
                            || readsInPlace(input, leafName);
                });
    }

    private boolean reads(int node, String leafName) {
        return graph.node(node).inputs().stream().anyMatch(input -> isOrReads(input, leafName));
    }

    private boolean isOrReads(int node, String leafName) {
        if (graph.node(node).op() instanceof Leaf leaf) {
            return leaf.leaf().equals(leafName);
        }
        return !sources.isComputed(node) && reads(node, leafName);
    }

    private void measureLifetimes() {
        for (int index = 0; index < groups.size(); index++) {
            for (int node : groups.get(index).nodes) {
                for (int source : sources.of(node)) {
                    lastUse.merge(source, index, Math::max);
                }
            }
        }
        for (Node node : graph.nodes()) {
            if (node.type().isScalar()) {
                sources.behind(node.id()).forEach(source -> lastUse.put(source, Integer.MAX_VALUE));
            }
        }
        graph.results()
                .forEach(result ->
                        sources.behind(result.node()).forEach(source -> lastUse.put(source, Integer.MAX_VALUE)));
        // What is joined stays as long as any of its parts is read.
        joins.parts().stream()
                .sorted()
                .forEach(part -> lastUse.merge(joins.own(part).join(), lastUse.getOrDefault(part, 0), Math::max));
    }

    private Place placeOf(int node, int group) {
        Joins.Part part = joins.own(node);
        if (part != null && !places.containsKey(node)) {
            places.put(node, joins.place(part, node, placeOf(part.join(), group)));
        }
        return places.computeIfAbsent(node, id -> {
            Layout layout = Layout.of(graph.type(id));
            int offset = arena.place(layout.floats(maxBatch), moment(group), lifetime(lastUse.getOrDefault(id, group)));
            return new Place(new Space.Arena(), offset, layout);
        });
    }
}
