package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.data.ArraySource;
import dev.nnc.runtime.training.TrainingLoop;
import dev.nnc.runtime.training.TrainingResult;
import org.junit.jupiter.api.Test;

class EitherLearnsTest {
    @Test
    void learnsTheFourCases() {
        Either network = Either.create(7);
        float[] switches = {0, 0, 0, 1, 1, 0, 1, 1};
        int[] light = {0, 1, 1, 1};
        ArraySource cases = ArraySource.of(network.signature(), 4, switches, light);
        try (Trainer trainer = network.trainer()) {
            TrainingResult result = new TrainingLoop(trainer, cases)
                    .validation(cases)
                    .epochs(200)
                    .run();
            assertEquals(
                    1.0, result.epochs().get(199).metrics().values().iterator().next());
        }
    }
}
