package dev.nnc.cli.plot;

import dev.nnc.runtime.CounterRandom;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plane through the trained weights: the loss is drawn over its two coordinates. */
final class Plane {
    private final Map<String, float[]> center = new LinkedHashMap<>();
    private final List<Map<String, float[]>> directions;
    private final List<String> labels;
    private final double[] origin;

    private Plane(Network network, List<Map<String, float[]>> directions, List<String> labels, double... origin) {
        trained(network).forEach(tensor -> center.put(tensor.name(), network.tensor(tensor.name())));
        this.directions = directions;
        this.labels = labels;
        this.origin = origin;
    }

    /** The plane of two weights, whose coordinates are their values. */
    static Plane along(Network network, WeightElement x, WeightElement y) {
        return new Plane(
                network,
                List.of(unit(network, x), unit(network, y)),
                List.of(x.label(), y.label()),
                network.tensor(x.tensor())[x.index()],
                network.tensor(y.tensor())[y.index()]);
    }

    /**
     * The plane of two random directions, scaled filter by filter to the norm of the weights (Li et al., "Visualizing the loss
     * landscape of neural nets", 2018); biases and other vectors stay where they are. The trained weights are at (0, 0).
     */
    static Plane random(Network network, long seed) {
        return new Plane(
                network,
                List.of(randomDirection(network, seed, 0), randomDirection(network, seed, 1)),
                List.of("first random direction", "second random direction"),
                0,
                0);
    }

    /** What the coordinates are. */
    String label(int axis) {
        return labels.get(axis);
    }

    /** A coordinate of the trained weights. */
    double origin(int axis) {
        return origin[axis];
    }

    /** Moves a network to a point of the plane. */
    void moveTo(Network network, double x, double y) {
        center.forEach((name, values) -> {
            float[] first = directions.get(0).get(name);
            float[] second = directions.get(1).get(name);
            if (first != null || second != null) {
                float[] moved = values.clone();
                add(moved, first, x - origin[0]);
                add(moved, second, y - origin[1]);
                network.setTensor(name, moved);
            }
        });
    }

    /** The point of the plane that is nearest to some weights. */
    double[] project(Map<String, float[]> weights) {
        double[] along = new double[2];
        double[][] gram = new double[2][2];
        for (int i = 0; i < 2; i++) {
            for (Map.Entry<String, float[]> part : directions.get(i).entrySet()) {
                along[i] += dot(part.getValue(), difference(weights.get(part.getKey()), center.get(part.getKey())));
                for (int j = 0; j < 2; j++) {
                    float[] other = directions.get(j).get(part.getKey());
                    gram[i][j] += other == null ? 0 : dot(part.getValue(), other);
                }
            }
        }
        double determinant = gram[0][0] * gram[1][1] - gram[0][1] * gram[1][0];
        return new double[] {
            origin[0] + (along[0] * gram[1][1] - along[1] * gram[0][1]) / determinant,
            origin[1] + (along[1] * gram[0][0] - along[0] * gram[1][0]) / determinant
        };
    }

    private static Map<String, float[]> unit(Network network, WeightElement element) {
        float[] direction =
                new float[network.signature().tensor(element.tensor()).size()];
        direction[element.index()] = 1;
        return Map.of(element.tensor(), direction);
    }

    private static Map<String, float[]> randomDirection(Network network, long seed, int number) {
        Map<String, float[]> direction = new LinkedHashMap<>();
        List<TensorSpec> tensors = trained(network);
        for (int t = 0; t < tensors.size(); t++) {
            int[] shape = tensors.get(t).shape();
            if (shape.length > 1) {
                long key = CounterRandom.key(seed, CounterRandom.Purpose.DRAW, 2L * t + number);
                direction.put(
                        tensors.get(t).name(),
                        filterNormalized(network.tensor(tensors.get(t).name()), shape[0], key));
            }
        }
        return direction;
    }

    private static float[] filterNormalized(float[] weights, int filters, long key) {
        float[] direction = new float[weights.length];
        int size = weights.length / filters;
        for (int from = 0; from < weights.length; from += size) {
            double weightNorm = 0;
            double norm = 0;
            for (int i = from; i < from + size; i++) {
                direction[i] = (float) CounterRandom.normal(key, i);
                norm += direction[i] * direction[i];
                weightNorm += weights[i] * weights[i];
            }
            for (int i = from; i < from + size; i++) {
                direction[i] *= (float) Math.sqrt(weightNorm / norm);
            }
        }
        return direction;
    }

    private static List<TensorSpec> trained(Network network) {
        List<TensorSpec> tensors = new ArrayList<>(network.signature().tensors());
        tensors.removeIf(tensor -> tensor.kind() != TensorSpec.Kind.PARAMETER);
        return tensors;
    }

    private static void add(float[] values, float[] direction, double factor) {
        for (int i = 0; direction != null && i < values.length; i++) {
            values[i] += (float) (factor * direction[i]);
        }
    }

    private static float[] difference(float[] a, float[] b) {
        float[] difference = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
