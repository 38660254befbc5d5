package dev.nnc.compiler.ir;

import java.util.HashMap;
import java.util.Map;

/** The gradient by central differences of the reference meaning: slow, and independent of every rule of differentiation. */
public final class NumericGradient {
    /** Relative to the size of a number; errors of truncation and of rounding in double precision are both near 1e-10. */
    private static final double STEP = 1e-5;

    private NumericGradient() {}

    /**
     * Differentiates a value of rank 0 with respect to a leaf.
     *
     * @return d value / d leaf, in the leaf's shape
     */
    public static Tensor of(Graph graph, int value, Run run, String leaf) {
        Tensor at = run.leaf(leaf);
        double[] gradient = new double[at.data().length];
        for (int i = 0; i < gradient.length; i++) {
            double step = STEP * Math.max(1, Math.abs(at.data()[i]));
            double above = moved(graph, value, run, leaf, i, step);
            double below = moved(graph, value, run, leaf, i, -step);
            gradient[i] = (above - below) / (2 * step);
        }
        return new Tensor(at.shape(), gradient);
    }

    /** The slope of a value of rank 0 along a direction of a leaf, of as many numbers as the leaf has, by a step of this length. */
    public static double along(Graph graph, int value, Run run, String leaf, double[] direction, double step) {
        double above = moved(graph, value, run, leaf, direction, step);
        double below = moved(graph, value, run, leaf, direction, -step);
        return (above - below) / (2 * step);
    }

    private static double moved(Graph graph, int value, Run run, String leaf, double[] direction, double by) {
        double[] data = run.leaf(leaf).data().clone();
        for (int i = 0; i < data.length; i++) {
            data[i] += by * direction[i];
        }
        return value(graph, value, run, leaf, data);
    }

    private static double moved(Graph graph, int value, Run run, String leaf, int element, double by) {
        double[] data = run.leaf(leaf).data().clone();
        data[element] += by;
        return value(graph, value, run, leaf, data);
    }

    private static double value(Graph graph, int value, Run run, String leaf, double[] data) {
        Map<String, Tensor> leaves = new HashMap<>(run.leaves());
        leaves.put(leaf, new Tensor(run.leaf(leaf).shape(), data));
        Run other = new Run(run.batch(), leaves, run.draws());
        return Reference.evaluate(graph, other).value(value).get();
    }
}
