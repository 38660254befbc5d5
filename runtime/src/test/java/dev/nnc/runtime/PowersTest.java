package dev.nnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Powers agree with those of the JDK. */
class PowersTest {
    @ParameterizedTest
    @CsvSource({"0.9, 1", "0.9, 0", "0.999, 12345", "2, 10", "-3, 3", "0.5, 0.5", "10, -2", "1.5, 1000", "0.9, 1e9"})
    void agree(double base, double exponent) {
        double expected = Math.pow(base, exponent);
        assertThat(Powers.power(base, exponent)).isCloseTo(expected, Percentage.withPercentage(1e-10));
    }

    @ParameterizedTest
    @CsvSource({"NaN, 2", "2, NaN", "Infinity, 1", "2, Infinity"})
    void agreeAtTheBorders(double base, double exponent) {
        assertThat(Powers.power(base, exponent)).isEqualTo(Double.valueOf(Math.pow(base, exponent)));
    }
}
