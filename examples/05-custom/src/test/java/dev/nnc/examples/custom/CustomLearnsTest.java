package dev.nnc.examples.custom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The network reads digits that it has not seen. */
class CustomLearnsTest {
    @Test
    void readsDigits() throws IOException {
        double accuracy = Main.train(Custom.create(7), Main.read(Path.of("../03-digits/digits.csv")), 20);

        assertThat(accuracy).isGreaterThanOrEqualTo(0.95);
    }
}
