package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Leaf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which groups read which leaf, also through what is not computed by a kernel. */
final class LeafReaders {
    private final Map<Integer, Fusion.Group> groupOf = new HashMap<>();
    private final Map<String, Set<Fusion.Group>> readers = new HashMap<>();

    LeafReaders(Graph graph, Sources sources, List<Fusion.Group> groups) {
        groups.forEach(group -> group.nodes.forEach(node -> groupOf.put(node, group)));
        List<Set<String>> behind = new ArrayList<>();
        for (Node node : graph.nodes()) {
            Set<String> leaves = new HashSet<>();
            for (int input : node.inputs()) {
                if (!sources.isComputed(input)) {
                    leaves.addAll(behind.get(input));
                }
            }
            if (node.op() instanceof Leaf leaf) {
                leaves.add(leaf.leaf());
            }
            behind.add(leaves);
            Fusion.Group group = groupOf.get(node.id());
            if (group != null) {
                leaves.forEach(leaf ->
                        readers.computeIfAbsent(leaf, name -> new HashSet<>()).add(group));
            }
        }
    }

    /** Whether every group that reads a leaf is the one that computes a node. */
    boolean areWithin(String leaf, int node) {
        return Set.of(groupOf.get(node)).containsAll(readers.getOrDefault(leaf, Set.of()));
    }
}
