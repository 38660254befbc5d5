package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Concat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** Which values are computed side by side where they will be read as one, so that nothing is left to be joined. */
final class Joins {
    private final Graph graph;
    private final Sources sources;
    private final Map<Integer, Part> own = new HashMap<>();
    private final Map<Integer, List<Part>> copies = new HashMap<>();
    private final Set<Integer> whole = new HashSet<>();

    /**
     * A part of a joined value.
     *
     * @param join the node that joins
     * @param from the first element of the part along the axis
     */
    record Part(int join, int axis, int from) {}

    private Joins(Graph graph, Sources sources) {
        this.graph = graph;
        this.sources = sources;
    }

    /**
     * The joins of a plan.
     *
     * @param placed whether a node has a place for another reason
     * @param byRows whether a node is computed row by row, by a kernel that can write it to several places
     */
    static Joins of(Graph graph, Sources sources, List<Fusion.Group> groups, IntPredicate placed, IntPredicate byRows) {
        Joins joins = new Joins(graph, sources);
        for (Fusion.Group group : groups) {
            for (int node : group.nodes) {
                if (graph.node(node).op() instanceof Concat concat) {
                    joins.add(graph.node(node), concat, placed, byRows);
                }
            }
        }
        return joins;
    }

    private void add(Node join, Concat concat, IntPredicate placed, IntPredicate byRows) {
        int from = 0;
        boolean all = true;
        Set<Integer> seen = new HashSet<>();
        for (int input : join.inputs()) {
            Part part = new Part(join.id(), concat.axis(), from);
            int size = graph.type(input).axis(concat.axis()).extent(1);
            boolean lane = concat.axis() == join.type().rank() - 1;
            boolean fits = !lane || from % Layout.BLOCK == 0 && size % Layout.BLOCK == 0;
            if (!fits || !sources.isComputed(input) || sources.role(input) == Role.SCAN || !seen.add(input)) {
                all = false;
            } else if (!placed.test(input) && !own.containsKey(input)) {
                own.put(input, part);
            } else if (byRows.test(input)) {
                copies.computeIfAbsent(input, key -> new ArrayList<>()).add(part);
            } else {
                all = false;
            }
            from += size;
        }
        if (all) {
            whole.add(join.id());
        }
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

    /** The nodes whose own place is a part. */
    Set<Integer> parts() {
        return own.keySet();
    }

    /** The place of a part. */
    Place place(Part part, int node, Place join) {
        Layout layout = join.layout();
        Layout narrow = new Layout(graph.type(node), layout.strides(), layout.lane(), layout.padded());
        return join.at(join.offset() + part.from() * layout.stride(part.axis()), narrow);
    }
}
