package dev.nnc.examples.custom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.runtime.data.Split;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The network reads digits that it has not seen. */
class CustomLearnsTest {
    @Test
    void readsDigits() throws IOException {
        Custom network = Custom.create(7);
        Split split = Main.split(Path.of("../03-digits/digits.csv"));

        double accuracy = Main.train(network, split, 20);

        assertThat(accuracy).isGreaterThanOrEqualTo(0.95);
        assertThat(Main.hardest(network, split.validation()).get(0)).containsPattern("is a \\d, found 0\\.[0-4]");
    }
}
