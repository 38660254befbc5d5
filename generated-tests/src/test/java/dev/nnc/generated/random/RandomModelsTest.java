package dev.nnc.generated.random;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random models do what they mean: those of 200 fixed seeds, or as many as {@code -Drandom.models=} says, from the seed that
 * {@code -Drandom.first=} says.
 */
class RandomModelsTest {
    /** Models that are compiled in one go. */
    private static final int TOGETHER = 10;

    static LongStream groups() {
        return LongStream.range(0, (Integer.getInteger("random.models", 200) + TOGETHER - 1) / TOGETHER);
    }

    @ParameterizedTest(name = "group {0}")
    @MethodSource("groups")
    void doWhatTheyMean(long group) {
        long first = Long.getLong("random.first", 1) + group * TOGETHER;
        List<Long> seeds = LongStream.range(first, first + TOGETHER).boxed().toList();
        RandomModelCheck check = RandomModelCheck.of(seeds, RandomModel.MOST_STEPS);
        for (long seed : seeds) {
            check.failure(seed).ifPresent(failure -> fail(smallest(seed, failure)));
        }
    }

    /** The failure of the smallest beginning of a model that fails. */
    private static String smallest(long seed, String failure) {
        for (int steps = 0; steps < RandomModel.MOST_STEPS; steps++) {
            var smaller = RandomModelCheck.of(List.of(seed), steps).failure(seed);
            if (smaller.isPresent()) {
                return "seed " + seed + ", " + steps + " steps: " + smaller.get() + "\n"
                        + RandomModel.text(seed, steps);
            }
        }
        return "seed " + seed + ": " + failure + "\n" + RandomModel.text(seed, RandomModel.MOST_STEPS);
    }
}
