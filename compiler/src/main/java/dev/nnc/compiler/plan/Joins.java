package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Concat;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.plan.prepare.AffineView;
import dev.nnc.compiler.plan.prepare.ZeroPad;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Which values are computed where they will be read: side by side as parts of what joins them, so that nothing is left to be
 * joined, and amid the zeros that a convolution wants around them.
 */
final class Joins {
    private final Graph graph;
    private final Sources sources;
    private final IntPredicate placed;
    private final Map<Integer, Fusion.Group> groupOf = new HashMap<>();
    private final Map<Integer, List<Node>> readers = new HashMap<>();
    private final Map<Integer, Part> own = new HashMap<>();
    private final Map<Integer, List<Part>> copies = new HashMap<>();
    private final Set<Integer> whole = new HashSet<>();
    private final Set<Integer> framed = new HashSet<>();

    /**
     * A part of a joined value, or all of one with zeros around it.
     *
     * @param join the node that joins
     * @param from the first element of the part along each axis
     */
    record Part(int join, List<Integer> from) {}

    private Joins(Graph graph, Partition partition, IntPredicate placed) {
        this.graph = graph;
        this.placed = placed;
        sources = partition.sources();
        partition.groups().forEach(group -> group.nodes.forEach(node -> groupOf.put(node, group)));
        for (Node node : graph.nodes()) {
            for (int input : node.inputs()) {
                readers.computeIfAbsent(input, id -> new ArrayList<>()).add(node);
            }
        }
    }

    /**
     * The joins of a plan.
     *
     * @param placed whether a node has a place for another reason
     */
    static Joins of(Graph graph, Partition partition, IntPredicate placed) {
        Joins joins = new Joins(graph, partition, placed);
        for (Fusion.Group group : partition.groups()) {
            for (int node : group.nodes) {
                if (graph.node(node).op() instanceof Concat concat) {
                    joins.add(graph.node(node), concat);
                } else if (graph.node(node).op() instanceof ZeroPad pad && joins.canBeFrame(graph.node(node), pad)) {
                    joins.frame(graph.node(node), pad);
                }
            }
        }
        return joins;
    }

    private void add(Node join, Concat concat) {
        int from = 0;
        boolean all = true;
        Set<Integer> seen = new HashSet<>();
        for (int input : join.inputs()) {
            Part part = new Part(join.id(), along(join.type().rank(), concat.axis(), from));
            int size = graph.type(input).axis(concat.axis()).extent(1);
            boolean lane = concat.axis() == join.type().rank() - 1;
            boolean fits = !lane || from % Layout.BLOCK == 0 && size % Layout.BLOCK == 0;
            boolean apart = sources.isComputed(input) && writesOnlyItself(input) && seen.add(input);
            all &= fits && apart && put(input, part, true);
            from += size;
        }
        if (all) {
            whole.add(join.id());
        }
    }

    private static List<Integer> along(int rank, int axis, int from) {
        List<Integer> places = new ArrayList<>(Collections.nCopies(rank, 0));
        places.set(axis, from);
        return places;
    }

    /** Whether the kernel of a value writes nothing between its elements, as those do that set values into zeros. */
    private boolean writesOnlyItself(int node) {
        Role role = sources.role(node);
        return role != Role.SCAN && role != Role.PAD && role != Role.UNPOOL;
    }

    /** Lets a value be computed where a part is, as its own place if it can, and besides its own otherwise. */
    private boolean put(int node, Part part, boolean asOwn) {
        if (asOwn && !placed.test(node) && !own.containsKey(node)) {
            own.put(node, part);
            return true;
        }
        boolean byRows = groupOf.get(node).kind == Region.Kind.ROWS;
        if (byRows) {
            copies.computeIfAbsent(node, key -> new ArrayList<>()).add(part);
        }
        return byRows;
    }

    /** Whether what is padded can be written amid zeros by the kernel that computes it, row by row. */
    private boolean canBeFrame(Node node, ZeroPad pad) {
        int last = node.type().rank() - 1;
        int input = node.input(0);
        return !placed.test(node.id())
                && sources.isComputed(input)
                && writesOnlyItself(input)
                && pad.keeps(0)
                && pad.keeps(last)
                && pad.steps().stream().allMatch(step -> step == 1)
                && Layout.lastAxis(graph.type(input)) == last;
    }

    private void frame(Node node, ZeroPad pad) {
        int input = node.input(0);
        if (put(input, new Part(node.id(), pad.before()), staysAmidZeros(input))) {
            framed.add(node.id());
        }
    }

    /**
     * Whether a value can have its only place amid zeros. A product does not, whose rows then are no longer one after the
     * other, unless it is one over windows, and so with its readers.
     */
    private boolean staysAmidZeros(int node) {
        Fusion.Group group = groupOf.get(node);
        boolean windowed = group.kind == Region.Kind.MATRIX && slides(graph.node(group.nodes.get(0)));
        return (windowed || group.kind == Region.Kind.ROWS || group.kind == Region.Kind.POOL)
                && readers.getOrDefault(node, List.of()).stream().allMatch(reader -> readsAmidZeros(reader, node));
    }

    private boolean readsAmidZeros(Node reader, int node) {
        return switch (sources.role(reader.id())) {
            case MATRIX -> reader.input(0) != node && slides(reader);
            case VIRTUAL, MAP, ROW_REDUCTION, COLUMN_REDUCTION, PAD, POOL -> true;
            default -> false;
        };
    }

    /** Whether a product is one over windows: its first operand is a view, or it goes by the tiles of a plane. */
    private boolean slides(Node product) {
        return !(product.op() instanceof Contraction)
                || graph.node(product.input(0)).op() instanceof AffineView;
    }

    /** The part that is a node's own place; null where it has another. */
    Part own(int node) {
        return own.get(node);
    }

    /** The parts to which a node is written besides. */
    List<Part> copies(int node) {
        return copies.getOrDefault(node, List.of());
    }

    /** Whether a join has all its parts in place once they are computed. */
    boolean isWhole(int join) {
        return whole.contains(join);
    }

    /** Whether a padded value is complete once there are zeros around what is in place. */
    boolean isFramed(int pad) {
        return framed.contains(pad);
    }

    /** The nodes whose own place is a part. */
    Set<Integer> parts() {
        return own.keySet();
    }

    /** The place of a part. */
    Place place(Part part, int node, Place join) {
        Layout layout = join.layout();
        Layout narrow = new Layout(graph.type(node), layout.strides(), layout.lane(), layout.padded());
        int offset = join.offset();
        for (int axis = 0; axis < part.from().size(); axis++) {
            offset += part.from().get(axis) * layout.stride(axis);
        }
        return join.at(offset, narrow);
    }
}
