package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.plan.Place;
import dev.nnc.compiler.plan.Plan;
import dev.nnc.compiler.plan.Region;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The comment above a kernel: its equation and place, then shapes, operations and bytes. */
final class Documentation {
    private Documentation() {}

    /** The lines of the comment. */
    static List<String> of(Plan plan, Region region, String equation, int maxBatch) {
        Graph graph = plan.graph();
        Set<Integer> read = new TreeSet<>();
        Set<Integer> seen = new HashSet<>();
        for (int id : region.nodes()) {
            collect(plan, region, id, seen, read);
        }
        String shapes =
                read.stream().map(id -> graph.type(id).toString()).distinct().collect(Collectors.joining(", "))
                        + " -> "
                        + region.writes().stream()
                                .map(write -> graph.type(write.node()).toString())
                                .distinct()
                                .collect(Collectors.joining(", "));
        long flops = 0;
        for (int id : region.nodes()) {
            Node node = graph.node(id);
            List<TensorType> inputs = node.inputs().stream().map(graph::type).toList();
            flops += node.op().flops(inputs, node.type(), maxBatch);
        }
        long bytes = 0;
        for (int id : read) {
            bytes += 4 * graph.type(id).elements(maxBatch);
        }
        for (Region.Write write : region.writes()) {
            bytes += 4 * graph.type(write.node()).elements(maxBatch);
        }
        String costs = amount(flops) + "flop and " + amount(bytes) + "B for " + maxBatch + " examples";
        return List.of(equation, shapes + ", " + costs + ".");
    }

    /** Collects what is read from memory to compute a value; what is computed again on the way is followed once. */
    private static void collect(Plan plan, Region region, int id, Set<Integer> seen, Set<Integer> read) {
        for (int input : plan.graph().node(id).inputs()) {
            Place place = plan.places().get(input);
            if (place != null && !region.nodes().contains(input)) {
                read.add(input);
            } else if (!region.nodes().contains(input) && seen.add(input)) {
                collect(plan, region, input, seen, read);
            }
        }
    }

    private static String amount(long number) {
        if (number < 10_000) {
            return number + " ";
        }
        return number < 10_000_000 ? number / 1000 + " k" : number / 1_000_000 + " M";
    }
}
