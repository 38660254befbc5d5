package dev.nnc.generated;

import dev.nnc.runtime.Network;
import dev.nnc.runtime.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * How sharp the results of a network are: how much their errors change where its weights and inputs differ a little.
 *
 * <p>A sum that cancels, such as the gradient of a bias in front of a normalisation, is what rounding leaves of its terms, and at
 * a tie of two numbers a gradient is one of several. Such an error is another one at each neighbour; what is computed wrongly is
 * off by nearly the same at all of them.
 */
public final class Rounding {
    static final int NEIGHBOURS = 4;

    /** Four neighbours within a tenth of an error by chance are one case in many thousands. */
    static final double BEYOND_NEIGHBOURS = 10;

    /**
     * How far the numbers of neighbours lie apart, in units of their last place. A sum of n like terms is rounded to n of their
     * last places, and moves by the root of n for each place by which they move, up or down: nearer neighbours would be rounded
     * alike. This is the root of the length of the longest sums.
     */
    private static final int PLACES = 128;

    private final Meaning meaning;
    private final Supplier<Network> networks;
    private final Example example;
    private final Map<String, float[]> results;
    private final List<Neighbour> neighbours = new ArrayList<>();

    /** For what an example came to and means, on networks of the same weights; neighbours are computed where there is need. */
    public Rounding(Meaning meaning, Supplier<Network> networks, Example example, Map<String, float[]> results) {
        this.meaning = meaning;
        this.networks = networks;
        this.example = example;
        this.results = results;
    }

    private record Neighbour(Map<String, float[]> results, Meaning meaning) {}

    /** How far the elements of a result may be off from what they mean. */
    public double of(String result, Function<Meaning, float[]> meant) {
        return of(result, (ours, at) -> errors(ours, meant.apply(at)));
    }

    /** How far numbers are off from what they mean. */
    static double[] errors(float[] ours, float[] theirs) {
        return IntStream.range(0, ours.length)
                .mapToDouble(i -> (double) ours[i] - theirs[i])
                .toArray();
    }

    /** How far numbers made of a result may be off, of which the errors are given. */
    public double of(String result, BiFunction<float[], Meaning, double[]> errors) {
        double[] own = errors.apply(results.get(result), meaning);
        return of(
                own,
                neighbours().stream()
                        .map(near -> errors.apply(near.results().get(result), near.meaning()))
                        .toList());
    }

    /** How far numbers may be off that are so far off, where those of neighbours are. */
    static double of(double[] own, List<double[]> neighbours) {
        double apart = 0;
        for (double[] others : neighbours) {
            for (int i = 0; i < own.length; i++) {
                apart = Math.max(apart, Math.abs(others[i] - own[i]));
            }
        }
        return BEYOND_NEIGHBOURS * apart;
    }

    private List<Neighbour> neighbours() {
        while (neighbours.size() < NEIGHBOURS) {
            Network network = networks.get();
            Random random = random(neighbours.size());
            for (TensorSpec tensor : network.signature().tensors()) {
                network.setTensor(tensor.name(), nudged(network.tensor(tensor.name()), random));
            }
            Example near = example.on(network, values -> nudged(values, random));
            neighbours.add(new Neighbour(near.compute(), meaning.at(network, near.batch())));
        }
        return neighbours;
    }

    /** The draws of a neighbour; small seeds as they are would begin alike. */
    static Random random(int neighbour) {
        return new Random((neighbour + 1) * 0x9E3779B97F4A7C15L);
    }

    /** Moves each number by a little, up or down. */
    static float[] nudged(float[] values, Random random) {
        for (int i = 0; i < values.length; i++) {
            float by = PLACES * Math.ulp(values[i]);
            values[i] += random.nextBoolean() ? by : -by;
        }
        return values;
    }
}
