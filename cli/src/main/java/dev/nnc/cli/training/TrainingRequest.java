package dev.nnc.cli.training;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How to train, where it differs from what the model file says.
 *
 * @param epochs passes over the examples
 * @param batch examples in a step
 * @param seed of the first weights, the order of examples, what the network draws, and the split
 * @param splitSeed of the split alone
 * @param validate the share of the examples that is held out
 * @param settings numbers that steer the optimizer, such as the rate, by name
 * @param threads how many threads work
 * @param resume a checkpoint to go on from
 * @param otherData whether to go on from it with other examples
 */
public record TrainingRequest(
        Optional<Integer> epochs,
        Optional<Integer> batch,
        Optional<Long> seed,
        Optional<Long> splitSeed,
        Optional<Double> validate,
        Map<String, Double> settings,
        int threads,
        Optional<Path> resume,
        boolean otherData) {}
