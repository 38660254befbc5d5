package dev.nnc.generated;

import dev.nnc.runtime.Network;
import dev.nnc.runtime.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * How sharp the results of a network are: how far they lie apart where its weights and inputs differ in their last place.
 *
 * <p>A sum that cancels, such as the gradient of a bias in front of a normalisation, is what rounding leaves of its terms, and at
 * a tie of two numbers a gradient is one of several. Neither is known better than its neighbours agree.
 */
public final class Rounding {
    static final int NEIGHBOURS = 4;

    /** Four neighbours within a tenth of an error by chance are one case in many thousands. */
    static final double BEYOND_NEIGHBOURS = 10;

    private final Supplier<Network> networks;
    private final Example example;
    private final Map<String, float[]> results;
    private final List<Map<String, float[]>> neighbours = new ArrayList<>();

    /** For what an example came to, on networks of the same weights; neighbours are computed where there is need. */
    public Rounding(Supplier<Network> networks, Example example, Map<String, float[]> results) {
        this.networks = networks;
        this.example = example;
        this.results = results;
    }

    /** How far the elements of a result may be off. */
    public double of(String result) {
        double apart = 0;
        for (int i = 0; i < results.get(result).length; i++) {
            int element = i;
            apart = Math.max(apart, of(result, values -> values[element]));
        }
        return apart;
    }

    /** How far a number made of a result may be off. */
    public double of(String result, ToDoubleFunction<float[]> number) {
        double own = number.applyAsDouble(results.get(result));
        return BEYOND_NEIGHBOURS
                * neighbours().stream()
                        .mapToDouble(other -> Math.abs(number.applyAsDouble(other.get(result)) - own))
                        .max()
                        .orElseThrow();
    }

    private List<Map<String, float[]>> neighbours() {
        while (neighbours.size() < NEIGHBOURS) {
            Network network = networks.get();
            Random random = random(neighbours.size());
            for (TensorSpec tensor : network.signature().tensors()) {
                network.setTensor(tensor.name(), nudged(network.tensor(tensor.name()), random));
            }
            neighbours.add(example.on(network, values -> nudged(values, random)).compute());
        }
        return neighbours;
    }

    /** The draws of a neighbour; small seeds as they are would begin alike. */
    static Random random(int neighbour) {
        return new Random((neighbour + 1) * 0x9E3779B97F4A7C15L);
    }

    private static float[] nudged(float[] values, Random random) {
        for (int i = 0; i < values.length; i++) {
            values[i] += random.nextBoolean() ? Math.ulp(values[i]) : -Math.ulp(values[i]);
        }
        return values;
    }
}
