package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Pool;
import dev.nnc.compiler.ir.op.PoolIndex;
import dev.nnc.compiler.ir.op.Pooling;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.plan.prepare.PreparedScan;
import dev.nnc.compiler.plan.prepare.RandomWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Divides the computed nodes of a prepared graph into groups that one kernel each computes. It partitions, it does not
 * rewrite: the graph stays as it is.
 *
 * <p>A node joins the latest group among those of its sources that has its shape of rows, unless another of its sources
 * would then come both before and behind that group.
 */
final class Fusion {
    /** Reductions over the same rows in one kernel: each has sums in registers. */
    private static final int MOST_SUMS = 4;

    private final Graph graph;
    private final Sources sources;
    private final boolean[] needed;
    private final int[] groupOf;
    private final Map<Integer, List<Integer>> absorbed = new HashMap<>();
    private final Set<Integer> isAbsorbed = new HashSet<>();
    private final List<Group> groups = new ArrayList<>();
    private final Map<List<Object>, Group> scans = new HashMap<>();
    private final List<Group> pools = new ArrayList<>();
    /** Groups of columns by what they read. */
    private final Map<Integer, Set<Group>> columnsReading = new HashMap<>();
    /** Groups that another one needs, or once did; most groups that grow are not among them. */
    private final BitSet neededGroups = new BitSet();

    /** A group that grows. */
    static final class Group {
        final int id;
        final Region.Kind kind;
        final List<Axis> rows;
        final List<Integer> nodes = new ArrayList<>();
        /** Groups that this one needs, directly or not. */
        final BitSet needs = new BitSet();
        /** How large its kernel is. */
        KernelSize size = KernelSize.NONE;

        Group(int id, Region.Kind kind, List<Axis> rows) {
            this.id = id;
            this.kind = kind;
            this.rows = rows;
        }
    }

    private Fusion(Graph graph, Sources sources) {
        this.graph = graph;
        this.sources = sources;
        needed = needed(graph);
        groupOf = new int[graph.nodes().size()];
        Arrays.fill(groupOf, -1);
    }

    /** The groups, in an order in which they can run. */
    static List<Group> groups(Graph graph, Sources sources) {
        Fusion fusion = new Fusion(graph, sources);
        fusion.absorbIntoColumns();
        graph.nodes().forEach(fusion::assign);
        return Schedule.of(fusion.groups);
    }

    private static boolean[] needed(Graph graph) {
        boolean[] needed = new boolean[graph.nodes().size()];
        graph.results().forEach(result -> needed[result.node()] = true);
        for (int id = needed.length - 1; id >= 0; id--) {
            if (needed[id]) {
                graph.node(id).inputs().forEach(input -> needed[input] = true);
            }
        }
        return needed;
    }

    /** A reduction over rows computes what it alone reads, so that the product behind it never reaches memory. */
    private void absorbIntoColumns() {
        int[] uses = new int[graph.nodes().size()];
        for (Node node : graph.nodes()) {
            if (needed[node.id()]) {
                node.inputs().forEach(input -> uses[input]++);
            }
        }
        graph.results().forEach(result -> uses[result.node()]++);
        for (int id = graph.nodes().size() - 1; id >= 0; id--) {
            if (needed[id] && sources.role(id) == Role.COLUMN_REDUCTION) {
                absorb(graph.node(id).input(0), id, uses);
            }
        }
    }

    private void absorb(int node, int hero, int[] uses) {
        boolean seenThrough = !sources.isComputed(node);
        boolean own = sources.role(node) == Role.MAP && uses[node] == 1 && !draws(node);
        if (own
                && !size(absorbed.getOrDefault(hero, List.of()))
                        .plus(size(node))
                        .isOneMethod()) {
            return;
        }
        if (own && isAbsorbed.add(node)) {
            absorbed.computeIfAbsent(hero, id -> new ArrayList<>()).add(node);
        }
        if (own || seenThrough && uses[node] == 1) {
            graph.node(node).inputs().forEach(input -> {
                boolean same = graph.type(input).equals(graph.type(node));
                if (same && Collections.disjoint(sources.behind(input), sources.elsewhere(node))) {
                    absorb(input, hero, uses);
                }
            });
        }
    }

    private void assign(Node node) {
        if (!needed[node.id()] || !sources.isComputed(node.id()) || isAbsorbed.contains(node.id())) {
            return;
        }
        Group group = switch (sources.role(node.id())) {
            case MAP -> joinOrStart(node.id(), rowsOf(node.type()));
            case ROW_REDUCTION -> joinOrStart(node.id(), rowsOf(graph.type(node.input(0))));
            case MATRIX -> start(Region.Kind.MATRIX, rowsOf(node.type()));
            case COLUMN_REDUCTION -> columns(node);
            case POOL -> pool(node);
            case SCATTER, PAD, UNPOOL, SPREAD, TRANSFORM ->
                // Each is a kind of region of its own.
                start(Region.Kind.valueOf(sources.role(node.id()).name()), rowsOf(node.type()));
            case SCAN ->
                scans.computeIfAbsent(
                        List.of(((PreparedScan) node.op()).loop(), node.inputs()),
                        key -> start(Region.Kind.SCAN, List.of()));
            default -> start(Region.Kind.MOVE, rowsOf(node.type()));
        };
        put(node.id(), group);
        absorbed.getOrDefault(node.id(), List.of()).stream().sorted().forEach(id -> put(id, group));
    }

    /** Reductions of the same axes that read the same value are one pass over it. */
    private Group columns(Node node) {
        List<Integer> own = new ArrayList<>(absorbed.getOrDefault(node.id(), List.of()));
        own.add(node.id());
        KernelSize more = size(own);
        Set<Integer> read = read(own, graph.type(node.input(0)).axes());
        Set<Group> candidates = new TreeSet<>(Comparator.comparingInt(group -> group.id));
        read.forEach(source -> candidates.addAll(columnsReading.getOrDefault(source, Set.of())));
        for (Group group : candidates) {
            boolean joins = reduceAlike(group.nodes, node, read)
                    && group.size.plus(more).isOneMethod()
                    && own.stream().allMatch(part -> staysAcyclic(part, group, group));
            if (joins) {
                return group;
            }
        }
        return start(Region.Kind.COLUMNS, rowsOf(graph.type(node.input(0))));
    }

    private boolean reduceAlike(List<Integer> group, Node node, Set<Integer> read) {
        long sums = group.stream()
                .filter(member -> sources.role(member) == Role.COLUMN_REDUCTION)
                .count();
        Node first = graph.node(group.get(0));
        List<Axis> axes = graph.type(node.input(0)).axes();
        return sums < MOST_SUMS
                && ((Reduce) first.op()).axes().equals(((Reduce) node.op()).axes())
                && graph.type(first.input(0)).axes().equals(axes)
                && !Collections.disjoint(read(group, axes), read);
    }

    /** The values with these axes that are read by some nodes and not among them. */
    private Set<Integer> read(List<Integer> nodes, List<Axis> axes) {
        Set<Integer> read = new HashSet<>();
        for (int node : nodes) {
            sources.of(node).stream()
                    .filter(source -> graph.type(source).axes().equals(axes) && !nodes.contains(source))
                    .forEach(read::add);
        }
        return read;
    }

    /** Which element of a window is the largest is found with the largest itself. */
    private Group pool(Node node) {
        for (Group group : pools) {
            boolean alike = graph.node(group.nodes.get(0)).inputs().equals(node.inputs())
                    && node.inputs().size() == 1
                    && poolings(group.nodes.get(0)).equals(poolings(node.id()));
            if (alike) {
                return group;
            }
        }
        Group group = start(Region.Kind.POOL, rowsOf(node.type()));
        pools.add(group);
        return group;
    }

    private Optional<Pooling> poolings(int node) {
        Op op = graph.node(node).op();
        return op instanceof Pool pool && pool.kind() == Pool.Kind.MAX
                ? Optional.of(pool.pooling())
                : op instanceof PoolIndex index ? Optional.of(index.pooling()) : Optional.empty();
    }

    private static List<Axis> rowsOf(TensorType type) {
        return type.axes().subList(0, Math.max(0, type.rank() - 1));
    }

    private Group start(Region.Kind kind, List<Axis> rows) {
        Group group = new Group(groups.size(), kind, rows);
        groups.add(group);
        return group;
    }

    /** The latest group that the node can join; other groups of its sources become one with it where nothing is between. */
    private Group joinOrStart(int node, List<Axis> rows) {
        Set<Integer> candidates = new TreeSet<>(Comparator.reverseOrder());
        sources.of(node).forEach(source -> candidates.add(groupOf[source]));
        Group joined = null;
        for (int candidate : candidates) {
            Group group = groups.get(candidate);
            if (!fits(node, rows, group)) {
                continue;
            }
            if (joined == null) {
                joined = staysAcyclic(node, group, group) ? group : null;
            } else if (canMerge(joined, group) && staysAcyclic(node, group, joined)) {
                merge(joined, group);
            }
        }
        return joined == null ? start(Region.Kind.ROWS, rows) : joined;
    }

    /** Whether two groups of rows can be one kernel: alike, no third group between them, no number of one read by the other. */
    private boolean canMerge(Group first, Group second) {
        boolean alike =
                first.kind == Region.Kind.ROWS && second.kind == Region.Kind.ROWS && first.rows.equals(second.rows);
        if (!alike
                || !first.size.plus(second.size).isOneMethod()
                || isBetween(first, second)
                || isBetween(second, first)) {
            return false;
        }
        return first.nodes.stream().noneMatch(node -> needsBefore(node, second))
                && second.nodes.stream().noneMatch(node -> needsBefore(node, first));
    }

    /** Whether a third group needs the earlier of two and is needed by the later; the last ones are the likeliest. */
    private boolean isBetween(Group earlier, Group later) {
        if (!later.needs.get(earlier.id)) {
            return false;
        }
        for (int id = later.needs.length() - 1; id >= 0; id = later.needs.previousSetBit(id - 1)) {
            if (groups.get(id).needs.get(earlier.id)) {
                return true;
            }
        }
        return false;
    }

    private void merge(Group into, Group gone) {
        gone.nodes.forEach(node -> groupOf[node] = into.id);
        into.nodes.addAll(gone.nodes);
        gone.nodes.clear();
        into.size = into.size.plus(gone.size);
        into.needs.or(gone.needs);
        into.needs.clear(gone.id);
        into.needs.clear(into.id);
        if (neededGroups.get(gone.id)) {
            neededGroups.set(into.id);
        }
        if (!neededGroups.get(into.id)) {
            return;
        }
        for (Group group : groups) {
            if (group.needs.get(gone.id)) {
                group.needs.clear(gone.id);
                group.needs.set(into.id);
            }
            if (group.needs.get(into.id)) {
                group.needs.or(into.needs);
            }
        }
    }

    /** Random draws are kernels of their own: behind 20 rounds of a cipher, C2 compiles little more without allocation. */
    private boolean draws(int node) {
        return graph.node(node).op() instanceof RandomWord;
    }

    private boolean fits(int node, List<Axis> rows, Group group) {
        if (draws(group.nodes.get(0)) || !group.size.plus(size(node)).isOneMethod()) {
            return false;
        }
        boolean map = sources.role(node) == Role.MAP;
        if (group.kind == Region.Kind.MATRIX) {
            return map
                    && graph.type(node)
                            .axes()
                            .equals(graph.type(group.nodes.get(0)).axes());
        }
        boolean oneARow =
                map && !group.rows.isEmpty() && graph.type(node).axes().equals(group.rows);
        return group.kind == Region.Kind.ROWS && (rows.equals(group.rows) || oneARow);
    }

    private KernelSize size(int node) {
        return KernelSize.of(graph.node(node).op(), sources.operators(node));
    }

    private KernelSize size(List<Integer> nodes) {
        return nodes.stream().map(this::size).reduce(KernelSize.NONE, KernelSize::plus);
    }

    /** Whether no source of the node but {@code besides} comes behind a group that the node would join. */
    private boolean staysAcyclic(int node, Group group, Group besides) {
        if (needsBefore(node, group)) {
            return false;
        }
        for (int source : sources.of(node)) {
            if (!isAbsorbed.contains(source)) {
                Group other = groups.get(groupOf[source]);
                if (other != group && other != besides && other.needs.get(group.id)) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Whether a node is behind the kernel of a group: a number of rank 0 is read between kernels, and what is read at other
     * places than a node's own must be there in full.
     */
    private boolean needsBefore(int node, Group group) {
        for (int source : sources.of(node)) {
            boolean within = groupOf[source] == group.id;
            if (within
                    && (graph.type(source).isScalar() || sources.elsewhere(node).contains(source))) {
                return true;
            }
        }
        return false;
    }

    private void put(int node, Group group) {
        group.nodes.add(node);
        group.size = group.size.plus(size(node));
        groupOf[node] = group.id;
        if (group.kind == Region.Kind.COLUMNS) {
            sources.of(node)
                    .forEach(source -> columnsReading
                            .computeIfAbsent(source, key -> new HashSet<>())
                            .add(group));
        }
        BitSet more = new BitSet();
        for (int source : sources.of(node)) {
            int other = groupOf[source];
            if (other >= 0 && other != group.id) {
                more.set(other);
                more.or(groups.get(other).needs);
            }
        }
        if (Schedule.isSubset(more, group.needs)) {
            return;
        }
        group.needs.or(more);
        neededGroups.or(more);
        if (neededGroups.get(group.id)) {
            needMore(group, more);
        }
    }

    /** What needs a group needs what the group has come to need. */
    private void needMore(Group group, BitSet more) {
        for (Group other : groups) {
            if (other.needs.get(group.id)) {
                other.needs.or(more);
            }
        }
    }
}
