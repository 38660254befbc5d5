package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Graph;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is computed by which kernel, and what goes through memory.
 *
 * @param sources what each node reads
 * @param groups the nodes of each kernel, in an order in which kernels can run
 * @param stored the nodes that go through memory
 */
record Partition(Sources sources, List<Fusion.Group> groups, Set<Integer> stored) {
    /** Other kernels let other values be computed again; this often they are divided anew. */
    private static final int ROUNDS = 4;

    /** The partition of a prepared graph. */
    static Partition of(Graph graph) {
        Set<Integer> again = new HashSet<>();
        Partition partition = of(graph, again);
        for (int round = 0; round < ROUNDS; round++) {
            Set<Integer> more = Recomputation.of(graph, partition.sources(), partition.groups(), partition.stored());
            if (more.isEmpty()) {
                break;
            }
            again.addAll(more);
            partition = of(graph, again);
        }
        return partition;
    }

    private static Partition of(Graph graph, Set<Integer> again) {
        Sources sources = Sources.of(graph, again);
        List<Fusion.Group> groups = Fusion.groups(graph, sources);
        return new Partition(sources, groups, Materialization.of(graph, sources, groups));
    }
}
