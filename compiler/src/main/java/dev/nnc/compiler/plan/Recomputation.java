package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Elementwise;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Pool;
import dev.nnc.compiler.ir.op.PoolIndex;
import dev.nnc.compiler.ir.op.Reduce;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which values are computed again wherever they are read, so that they are neither stored nor loaded: cheap ones, of whose
 * readers none loads more for it than the value itself.
 */
final class Recomputation {
    /** Operators that a reader may take over; more would cost more than a load. */
    private static final int MOST_OPERATORS = 8;

    private final Graph graph;
    private final Sources sources;
    private final Set<Integer> stored;
    private final Set<Integer> results = new HashSet<>();
    private final Set<Integer> again = new TreeSet<>();
    private final Map<Integer, Fusion.Group> groupOf = new HashMap<>();
    private final Map<Integer, List<Integer>> readers = new HashMap<>();

    /** What a value is computed of: operators in between, and what is loaded of its own size. */
    private record Recipe(Set<Integer> operators, Set<Integer> loaded) {}

    private Recomputation(Graph graph, Sources sources, List<Fusion.Group> groups, Set<Integer> stored) {
        this.graph = graph;
        this.sources = sources;
        this.stored = stored;
        graph.results().forEach(result -> results.add(result.node()));
        groups.forEach(group -> group.nodes.forEach(node -> groupOf.put(node, group)));
        for (Node node : graph.nodes()) {
            for (int input : Set.copyOf(node.inputs())) {
                readers.computeIfAbsent(input, id -> new ArrayList<>()).add(node.id());
            }
        }
    }

    /** The values that these groups store and need not; none is a result, or read by what takes a value from memory alone. */
    static Set<Integer> of(Graph graph, Sources sources, List<Fusion.Group> groups, Set<Integer> stored) {
        Recomputation recomputation = new Recomputation(graph, sources, groups, stored);
        stored.stream().sorted().forEach(recomputation::decide);
        return recomputation.again;
    }

    private void decide(int node) {
        if (!isCheap(node) || results.contains(node)) {
            return;
        }
        Recipe recipe = new Recipe(new TreeSet<>(), new TreeSet<>());
        boolean known = follow(node, recipe);
        Set<Fusion.Group> reading = new HashSet<>();
        if (known && recipe.operators().size() <= MOST_OPERATORS && collectReaders(node, new HashSet<>(), reading)) {
            reading.remove(groupOf.get(node));
            if (reading.stream().allMatch(group -> loadsNoMore(group, node, recipe.loaded()))) {
                recipe.operators().stream().filter(sources::isComputed).forEach(again::add);
            }
        }
    }

    private boolean isCheap(int node) {
        return isElementwise(node)
                && !graph.node(node).op().isDear()
                && graph.type(node).rank() > 1;
    }

    private boolean isElementwise(int node) {
        return graph.node(node).op() instanceof Elementwise && sources.role(node) != Role.MOVE;
    }

    /** Writes down what a value is computed of; false where that is more than cheap operators on values in memory. */
    private boolean follow(int node, Recipe recipe) {
        if (!isCheap(node) || results.contains(node)) {
            return false;
        }
        recipe.operators().add(node);
        for (int input : graph.node(node).inputs()) {
            Op op = graph.node(input).op();
            boolean inMemory = stored.contains(input) && !again.contains(input) || op instanceof Leaf;
            boolean small = op instanceof Broadcast || op instanceof Constant constant && constant.isSplat();
            if (inMemory) {
                recipe.loaded().add(input);
            } else if (!small && !recipe.operators().contains(input) && !follow(input, recipe)) {
                return false;
            }
        }
        return true;
    }

    /** Collects the groups that read a value element by element; false where it is read in another way. */
    private boolean collectReaders(int node, Set<Integer> seen, Set<Fusion.Group> reading) {
        for (int reader : readers.getOrDefault(node, List.of())) {
            if (!seen.add(reader)) {
                continue;
            }
            Op op = graph.node(reader).op();
            boolean known = isElementwise(reader)
                    || op instanceof Reduce
                    || op instanceof Pool pool && pool.pooling().areDisjoint()
                    || op instanceof PoolIndex index && index.pooling().areDisjoint();
            if (!known) {
                return false;
            } else if (groupOf.containsKey(reader) && !again.contains(reader)) {
                reading.add(groupOf.get(reader));
            } else if (!collectReaders(reader, seen, reading)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a group that computes a value itself loads at most one value in its place. */
    private boolean loadsNoMore(Fusion.Group group, int node, Set<Integer> loaded) {
        Set<Integer> anyway = new HashSet<>();
        Set<Integer> seen = new HashSet<>(group.nodes);
        group.nodes.forEach(reader -> collectLoads(reader, node, seen, anyway));
        return loaded.stream().filter(value -> !anyway.contains(value)).count() <= 1;
    }

    /** Collects what a node loads; each node behind it is followed once, as values that meet again are no tree. */
    private void collectLoads(int reader, int besides, Set<Integer> seen, Set<Integer> loads) {
        for (int input : graph.node(reader).inputs()) {
            boolean inMemory = stored.contains(input) && !again.contains(input)
                    || graph.node(input).op() instanceof Leaf;
            if (input == besides) {
                continue;
            } else if (inMemory) {
                loads.add(input);
            } else if (isElementwise(input) && seen.add(input)) {
                collectLoads(input, besides, seen, loads);
            }
        }
    }
}
