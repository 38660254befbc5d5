package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Gather;
import dev.nnc.compiler.ir.op.Slice;
import dev.nnc.compiler.plan.prepare.AffineView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** For each node, what it reads when everything that no kernel computes for others is seen through. */
public final class Sources {
    private final List<Role> roles = new ArrayList<>();
    private final List<Set<Integer>> sources = new ArrayList<>();
    private final List<Set<Integer>> elsewhere = new ArrayList<>();
    private final List<Set<Integer>> takenOver = new ArrayList<>();

    private Sources() {}

    /**
     * The sources of all nodes of a graph.
     *
     * @param again nodes that are computed again wherever they are read
     */
    static Sources of(Graph graph, Set<Integer> again) {
        Sources result = new Sources();
        for (Node node : graph.nodes()) {
            result.roles.add(again.contains(node.id()) ? Role.VIRTUAL : Role.of(graph, node));
            result.takenOver.add(result.takeOver(node, again));
            Set<Integer> read = new TreeSet<>();
            for (int input : node.inputs()) {
                read.addAll(result.behind(input));
            }
            result.sources.add(Collections.unmodifiableSet(read));
            result.elsewhere.add(Collections.unmodifiableSet(result.readElsewhere(node)));
        }
        return result;
    }

    private Set<Integer> takeOver(Node node, Set<Integer> again) {
        Set<Integer> taken = new TreeSet<>();
        for (int input : node.inputs()) {
            if (!isComputed(input)) {
                taken.addAll(takenOver.get(input));
            }
            if (again.contains(input)) {
                taken.add(input);
            }
        }
        return taken;
    }

    /** The sources of a node that it reads at other places than its own. */
    private Set<Integer> readElsewhere(Node node) {
        Set<Integer> read = new TreeSet<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            int input = node.input(i);
            boolean moves = node.op() instanceof Slice
                    || node.op() instanceof AffineView
                    || node.op() instanceof Broadcast broadcast && !keepsRows(broadcast)
                    || node.op() instanceof Gather && i == 0
                    || role(node.id()) == Role.MOVE
                    || role(node.id()) == Role.PAD
                    || role(node.id()) == Role.POOL
                    || role(node.id()) == Role.UNPOOL
                    || role(node.id()) == Role.SPREAD
                    || role(node.id()) == Role.TRANSFORM
                    || role(node.id()) == Role.SCATTER
                    || role(node.id()) == Role.SCAN
                    || role(node.id()) == Role.MATRIX;
            if (moves) {
                read.addAll(behind(input));
            } else if (!isComputed(input)) {
                read.addAll(elsewhere.get(input));
            }
        }
        return read;
    }

    /** Whether what is spread is one number for each row; otherwise a row reads what other rows have computed. */
    private static boolean keepsRows(Broadcast broadcast) {
        List<Integer> places = broadcast.places();
        return places.equals(IntStream.range(0, places.size()).boxed().toList());
    }

    /** The part that a node plays. */
    public Role role(int node) {
        return roles.get(node);
    }

    /** Whether a kernel computes this node. */
    public boolean isComputed(int node) {
        return roles.get(node) != Role.VIRTUAL && roles.get(node) != Role.SCALAR;
    }

    /** How many operators the kernel of a node computes for it: its own, and those that are computed again for it. */
    int operators(int node) {
        return 1 + takenOver.get(node).size();
    }

    /** The computed nodes that a node reads. */
    public Set<Integer> of(int node) {
        return sources.get(node);
    }

    /**
     * The sources of a node of which it reads other elements than those at its own place, so that they are in memory before
     * the kernel begins that computes the node.
     */
    public Set<Integer> elsewhere(int node) {
        return elsewhere.get(node);
    }

    /** The node itself where a kernel computes it, otherwise the computed nodes behind it. */
    public Set<Integer> behind(int node) {
        return isComputed(node) ? Set.of(node) : sources.get(node);
    }
}
