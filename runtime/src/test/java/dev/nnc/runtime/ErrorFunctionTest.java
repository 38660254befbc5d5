package dev.nnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The error function agrees with mpmath's, computed there with 40 digits and rounded to a double. */
class ErrorFunctionTest {
    @ParameterizedTest
    @CsvSource({
        "0.0, 0.0",
        "4.9e-324, 4.9e-324",
        "1e-300, 1.1283791670955126e-300",
        "1e-20, 1.1283791670955125e-20",
        "1e-08, 1.1283791670955126e-08",
        "0.001, 0.0011283787909692365",
        "0.1, 0.1124629160182849",
        "0.25, 0.27632639016823696",
        "0.46875, 0.49261347321793797",
        "0.5, 0.5204998778130465",
        "0.7, 0.6778011938374184",
        "0.84375, 0.7672256612323416",
        "0.85, 0.7706680576083526",
        "0.9, 0.7969082124228322",
        "1.0, 0.8427007929497149",
        "1.25, 0.9229001282564583",
        "1.5, 0.9661051464753108",
        "2.0, 0.9953222650189527",
        "2.5, 0.999593047982555",
        "3.0, 0.9999779095030014",
        "3.5, 0.9999992569016276",
        "4.0, 0.9999999845827421",
        "4.5, 0.9999999998033839",
        "5.0, 0.9999999999984626",
        "5.5, 0.9999999999999927",
        "5.9, 0.9999999999999999"
    })
    void agrees(double x, double expected) {
        assertThat(ErrorFunction.erf(x)).isEqualTo(expected, within(2 * Math.ulp(expected)));
        assertThat(ErrorFunction.erf(-x)).isEqualTo(-ErrorFunction.erf(x));
    }

    @ParameterizedTest
    @CsvSource({"-0.0, -0.0", "6, 1", "-1e300, -1", "Infinity, 1", "-Infinity, -1", "NaN, NaN"})
    void agreesAtTheBorders(double x, double expected) {
        assertThat(ErrorFunction.erf(x)).isEqualTo(Double.valueOf(expected));
    }
}
