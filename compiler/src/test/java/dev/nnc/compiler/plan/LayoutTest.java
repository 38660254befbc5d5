package dev.nnc.compiler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.TensorType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far apart the rows of a value are. */
class LayoutTest {
    @ParameterizedTest
    @CsvSource({
        "5, 16",
        "48, 48",
        "50, 64",
        "64, 64",
        "65, 80",
        "80, 80",
        "128, 144",
        "190, 208",
        "192, 208",
        "200, 208"
    })
    void rowsAreApartByLinesOfTheCache(int extent, int floats) {
        assertThat(Layout.of(TensorType.of(DType.F32, 7, extent)).stride(0)).isEqualTo(floats);
    }
}
