package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Plan;
import dev.nnc.compiler.plan.Region;
import java.util.Set;

/**
 * Estimates how long a region takes, to decide what is worth dividing among threads.
 *
 * @param maxBatch the most examples of a batch
 * @param forceSplit whether all that can be divided is
 * @param widestIndex the longest lane axis of the program
 */
record Workload(int maxBatch, boolean forceSplit, int widestIndex) {
    /** Below this many nanoseconds waking threads costs more than they save. */
    private static final double WORTH_SPLITTING = 40_000;

    private static final double FLOPS_A_NANOSECOND = 80;
    private static final Set<Region.Kind> PRODUCTS = Set.of(Region.Kind.MATRIX, Region.Kind.SPREAD);
    private static final double ELEMENTS_A_NANOSECOND = 2;

    /** Whether dividing a region among threads pays. */
    boolean pays(Plan plan, Region region) {
        return forceSplit || nanoseconds(plan.graph(), region) > WORTH_SPLITTING;
    }

    /** Whether dividing a loop among threads pays. */
    boolean pays(Plan step, int count) {
        double sum = 0;
        for (Region region : step.regions()) {
            sum += nanoseconds(step.graph(), region);
        }
        return forceSplit || sum * count > WORTH_SPLITTING;
    }

    /** The same for the graph of one step. */
    Workload within(Graph step) {
        return new Workload(maxBatch, forceSplit, widest(step, maxBatch));
    }

    private double nanoseconds(Graph graph, Region region) {
        double sum = 0;
        for (int id : region.nodes()) {
            Node node = graph.node(id);
            long flops = node.op().flops(node.inputs().stream().map(graph::type).toList(), node.type(), maxBatch);
            boolean product = PRODUCTS.contains(region.kind()) && id == region.hero();
            sum += flops / (product ? FLOPS_A_NANOSECOND : ELEMENTS_A_NANOSECOND);
        }
        return sum;
    }

    /** The longest lane axis of a graph. */
    static int widest(Graph graph, int maxBatch) {
        int widest = maxBatch;
        for (Node node : graph.nodes()) {
            TensorType type = node.type();
            if (!type.isScalar()) {
                widest = Math.max(widest, type.axis(type.rank() - 1).extent(maxBatch));
            }
        }
        return Layout.roundUp(widest);
    }
}
