package dev.nnc.examples.perceptron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.runtime.training.EpochResult;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** One neuron is right about nineteen of twenty tumours that it has not seen. */
class PerceptronLearnsTest {
    @Test
    void learnsToTellBenignFromMalignant() throws IOException {
        EpochResult last = Main.train(Perceptron.create(42), Main.read(Path.of("breast_cancer.csv")));

        assertThat(last.epoch()).isEqualTo(100);
        assertThat(last.metrics().get("accuracy")).isGreaterThanOrEqualTo(0.95);
    }
}
