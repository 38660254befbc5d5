package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Plan;
import dev.nnc.compiler.plan.Region;
import java.util.List;
import java.util.Set;

/**
 * Estimates how long a region takes, to decide what is worth dividing among threads.
 *
 * @param maxBatch the most examples of a batch
 * @param forceSplit whether all that can be divided is
 * @param widestIndex the longest lane axis of the program
 * @param fewFlops with fewer operations an example, a product is small
 */
record Workload(int maxBatch, boolean forceSplit, int widestIndex, long fewFlops) {
    /** Below this many nanoseconds waking threads costs more than they save. */
    private static final double WORTH_SPLITTING = 8_000;

    /** So many small products take as long as a prediction. */
    private static final int MANY_SMALL = 40;

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

    /**
     * Whether a region is so little of the model's work that how fast it is does not matter. Of a product, what follows it does
     * not count.
     */
    boolean isSmall(Graph graph, Region region) {
        double few = (double) fewFlops * maxBatch;
        return PRODUCTS.contains(region.kind())
                ? flops(graph, graph.node(region.hero()), maxBatch) < few
                : nanoseconds(graph, region) * FLOPS_A_NANOSECOND < few;
    }

    /** The operations of an example in a product that is no longer small, where a prediction is all of a graph. */
    static long fewFlops(Graph predict) {
        return predict.nodes().stream()
                        .mapToLong(node -> flops(predict, node, 1))
                        .sum()
                / MANY_SMALL;
    }

    /** The same for the graph of one step, where nothing is small: what a step does is done again and again. */
    Workload within(Graph step) {
        return new Workload(maxBatch, forceSplit, widest(step, maxBatch), 0);
    }

    private double nanoseconds(Graph graph, Region region) {
        double sum = 0;
        for (int id : region.nodes()) {
            Node node = graph.node(id);
            long flops = flops(graph, node, maxBatch);
            boolean product = PRODUCTS.contains(region.kind()) && id == region.hero();
            sum += flops / (product ? FLOPS_A_NANOSECOND : ELEMENTS_A_NANOSECOND);
        }
        return sum;
    }

    private static long flops(Graph graph, Node node, int batch) {
        List<TensorType> inputs = node.inputs().stream().map(graph::type).toList();
        return node.op().flops(inputs, node.type(), batch);
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
