package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers read back as the same bits, in as few digits as that takes. */
class LiteralsTest {
    @Test
    void everyFloatReadsBackAsItself() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value)) {
                assertThat(Float.parseFloat(Literals.of(value))).isEqualTo(value);
            }
        }
    }

    @Test
    void everyDoubleReadsBackAsItself() {
        Random random = new Random(2);
        for (int i = 0; i < 5_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(Literals.of(value))).isEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.5f",
        "1, 1f",
        "-0.0, -0f",
        "784, 784f",
        "0.003921569, 0.003921569f",
        "1e-8, 1e-8f",
        "3.4028235e38, 3.4028235e38f",
        "1.4e-45, 1e-45f",
        "NaN, Float.NaN",
        "-Infinity, Float.NEGATIVE_INFINITY"
    })
    void floatsAreShort(float value, String text) {
        assertThat(Literals.of(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.001, 0.001", "1e-4, 1e-4", "2, 2.0", "-0.0, -0.0", "0.1, 0.1"})
    void doublesAreDoubles(double value, String text) {
        assertThat(Literals.ofDouble(value)).isEqualTo(text);
    }
}
