package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which values go through memory: those that another region reads, and those that a later pass of their own region reads
 * and that are dearer to compute again than to load.
 */
final class Materialization {
    private final Graph graph;
    private final Sources sources;
    private final Map<Integer, Fusion.Group> groupOf = new HashMap<>();
    private final Set<Integer> stored = new TreeSet<>();

    private Materialization(Graph graph, Sources sources) {
        this.graph = graph;
        this.sources = sources;
    }

    /** The computed nodes that go through memory. */
    static Set<Integer> of(Graph graph, Sources sources, List<Fusion.Group> groups) {
        Materialization result = new Materialization(graph, sources);
        groups.forEach(group -> group.nodes.forEach(node -> result.groupOf.put(node, group)));
        graph.results().forEach(output -> result.stored.addAll(sources.behind(output.node())));
        groups.forEach(result::heroes);
        result.readElsewhere();
        groups.stream().filter(group -> group.kind == Region.Kind.ROWS).forEach(result::readLater);
        return result.stored;
    }

    /** What moves give goes through memory. */
    private void heroes(Fusion.Group group) {
        switch (group.kind) {
            case MOVE, SCATTER, PAD, UNPOOL, SPREAD, TRANSFORM -> stored.add(group.nodes.get(0));
            case POOL -> stored.addAll(group.nodes);
            default -> {}
        }
    }

    private void readElsewhere() {
        for (Node node : graph.nodes()) {
            Fusion.Group reader = groupOf.get(node.id());
            if (reader != null) {
                stored.addAll(sources.elsewhere(node.id()));
                for (int source : sources.of(node.id())) {
                    if (groupOf.get(source) != reader) {
                        stored.add(source);
                    }
                }
            } else if (sources.role(node.id()) == Role.SCALAR) {
                stored.addAll(sources.of(node.id()));
            }
        }
    }

    private void readLater(Fusion.Group group) {
        Levels levels = Levels.of(graph, sources, group.nodes);
        Map<Integer, Boolean> dear = new HashMap<>();
        Map<Integer, Integer> lastRead = new HashMap<>();
        for (int node : group.nodes) {
            for (int source : sources.of(node)) {
                lastRead.merge(source, levels.behind(sources, node), Math::max);
            }
        }
        for (int node : group.nodes.stream().sorted().toList()) {
            boolean lanes = graph.type(node).rank() > group.rows.size();
            boolean isDear = lanes
                    && (graph.node(node).op().isDear()
                            || sources.of(node).stream()
                                    .anyMatch(source -> dear.getOrDefault(source, false) && !stored.contains(source)));
            dear.put(node, isDear);
            if (isDear && lastRead.getOrDefault(node, 0) > levels.of(node)) {
                stored.add(node);
            }
        }
    }
}
