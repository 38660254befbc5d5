package dev.nnc.generated;

import dev.nnc.runtime.Network;
import java.util.Random;

/** Means and deviations for {@code standardize} layers that no data was fitted to. */
public final class Standards {
    private Standards() {}

    /** Makes up those of a network, from a seed. */
    public static Network madeUp(Network network, long seed) {
        Random random = new Random(seed);
        network.signature().standardizations().forEach(layer -> {
            fill(network, layer.mean(), random, -0.5f, 0.5f);
            fill(network, layer.deviation(), random, 0.7f, 1.7f);
        });
        return network;
    }

    private static void fill(Network network, String tensor, Random random, float low, float high) {
        float[] values = network.tensor(tensor);
        for (int i = 0; i < values.length; i++) {
            values[i] = low + (high - low) * random.nextFloat();
        }
        network.setTensor(tensor, values);
    }
}
