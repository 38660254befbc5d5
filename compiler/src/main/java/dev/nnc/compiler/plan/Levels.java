package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Graph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * In which pass over a row each node of a region is computed: a reduction is known one pass after what it reduces.
 */
public final class Levels {
    private final Map<Integer, Integer> levels = new HashMap<>();

    private Levels() {}

    /** The passes of a region's nodes. */
    public static Levels of(Graph graph, Sources sources, List<Integer> nodes) {
        Levels result = new Levels();
        nodes.stream().sorted().forEach(node -> {
            int level = result.behind(sources, node);
            result.levels.put(node, sources.role(node) == Role.ROW_REDUCTION ? level + 1 : level);
        });
        return result;
    }

    /** The first pass in which everything of the region that a node reads is known. */
    public int behind(Sources sources, int node) {
        int level = 0;
        for (int source : sources.of(node)) {
            level = Math.max(level, levels.getOrDefault(source, 0));
        }
        return level;
    }

    /** The pass in which a node is computed; of a reduction, the first in which it is known. */
    public int of(int node) {
        return levels.getOrDefault(node, 0);
    }

    /** The number of the last pass. */
    public int last() {
        return levels.values().stream().max(Integer::compare).orElse(0);
    }
}
