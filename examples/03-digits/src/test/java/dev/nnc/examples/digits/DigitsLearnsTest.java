package dev.nnc.examples.digits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.examples.common.DigitFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The network reads digits that it has not seen. */
class DigitsLearnsTest {
    @Test
    void readsDigits() throws IOException {
        double accuracy = Main.train(Digits.create(7), DigitFile.read(Path.of("digits.csv")), 40);

        assertThat(accuracy).isGreaterThanOrEqualTo(0.96);
    }
}
