package dev.nnc.runtime.data;

import dev.nnc.runtime.CounterRandom;
import dev.nnc.runtime.CounterRandom.Purpose;
import java.util.Arrays;

/**
 * Examples split at random in two.
 *
 * @param training those to learn from
 * @param validation those held out
 */
public record Split(DataSource training, DataSource validation) {

    /**
     * Holds out {@code share} of the examples, rounded, but at least one unless the share is 0. The seed alone chooses them.
     *
     * @throws IllegalArgumentException when the share is not from 0 to below 1, or no example would be left to learn from
     */
    public static Split of(DataSource source, double share, long seed) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("the held-out share must be from 0 to below 1, not " + share);
        }
        int size = source.size();
        int held = share == 0 ? 0 : (int) Math.max(1, Math.round(share * size));
        if (held >= size) {
            throw new IllegalArgumentException(
                    "holding out " + share + " of " + size + " examples leaves none to learn from");
        }
        int[] order = new int[size];
        CounterRandom.permutation(CounterRandom.key(seed, Purpose.SPLIT, 0), order);
        int[] validation = Arrays.copyOf(order, held);
        int[] training = Arrays.copyOfRange(order, held, size);
        Arrays.sort(validation);
        Arrays.sort(training);
        return new Split(new Subset(source, training), new Subset(source, validation));
    }
}
