package dev.nnc.examples.regression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.runtime.training.EpochResult;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The network explains a good part of what patients it has not seen differ in. */
class DiabetesLearnsTest {
    @Test
    void explainsTheProgression() throws IOException {
        EpochResult last = Main.train(Diabetes.create(42), Main.read(Path.of("diabetes.csv")));

        assertThat(last.metrics().get("r2")).isGreaterThanOrEqualTo(0.35);
    }
}
