package dev.nnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks each initializer against the distribution or the structure that it promises. */
class InitializerTest {

    private static float[] filled(Initializer initializer, int... shape) {
        float[] values = new float[Layouts.size(shape)];
        Arrays.fill(values, Float.NaN);
        initializer.fill(values, shape, 11, 3);
        return values;
    }

    private static double moment(float[] values, double mean, int power) {
        double sum = 0;
        for (float value : values) {
            sum += Math.pow(value - mean, power);
        }
        return sum / values.length;
    }

    private static float[] extremes(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return new float[] {sorted[0], sorted[sorted.length - 1]};
    }

    @Test
    void constant() {
        assertThat(filled(Initializer.constant(0.25), 3)).containsExactly(0.25f, 0.25f, 0.25f);
    }

    @Test
    void uniformFillsItsRange() {
        float[] values = filled(Initializer.uniform(-2, 4), 100, 300);
        assertThat(extremes(values)).containsExactly(new float[] {-2f, 4f}, within(0.01f));
        assertThat(moment(values, 0, 1)).isCloseTo(1, within(0.03));
        assertThat(moment(values, 1, 2)).isCloseTo(3, within(0.05));
    }

    @Test
    void normal() {
        float[] values = filled(Initializer.normal(5, 0.5), 100, 300);
        assertThat(moment(values, 0, 1)).isCloseTo(5, within(0.01));
        assertThat(moment(values, 5, 2)).isCloseTo(0.25, within(0.01));
    }

    @Test
    void truncatedNormalStaysInItsBoundsAndLosesSpread() {
        float[] values = filled(Initializer.truncatedNormal(0, 1, -1, 1), 100, 300);
        assertThat(extremes(values)).containsExactly(new float[] {-1f, 1f}, within(0.01f));
        assertThat(moment(values, 0, 2)).isCloseTo(0.2911, within(0.01));
    }

    @Test
    void truncationThatLeavesNothingIsRefused() {
        assertThatThrownBy(() -> Initializer.truncatedNormal(0, 1, 5, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "truncated normal: 5.0 to 6.0 leaves out nearly all of a normal with mean 0.0 and deviation 1.0");
        assertThatThrownBy(() -> Initializer.truncatedNormal(0, 1, 1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Initializer.truncatedNormal(0, 0, -1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"5, 20", "20, 5", "8, 8", "1, 4"})
    void orthogonalVectorsAreOrthogonal(int rows, int columns) {
        float[] m = filled(Initializer.orthogonal(2), rows, columns);
        boolean wide = rows <= columns;
        int vectors = Math.min(rows, columns);
        for (int a = 0; a < vectors; a++) {
            for (int b = 0; b < vectors; b++) {
                double dot = 0;
                for (int i = 0; i < Math.max(rows, columns); i++) {
                    dot += wide ? m[a * columns + i] * m[b * columns + i] : m[i * columns + a] * m[i * columns + b];
                }
                assertThat(dot).isCloseTo(a == b ? 4 : 0, within(1e-5));
            }
        }
    }

    @Test
    void orthogonalTakesAllAxesAfterTheFirstTogether() {
        assertThat(filled(Initializer.orthogonal(1), 4, 3, 2)).isEqualTo(filled(Initializer.orthogonal(1), 4, 6));
        assertThatThrownBy(() -> filled(Initializer.orthogonal(1), 4))
                .hasMessage("orthogonal fills tensors of two or more axes, not [4]");
    }

    @Test
    void identity() {
        assertThat(filled(Initializer.identity(3), 2, 3)).containsExactly(3, 0, 0, 0, 3, 0);
        assertThatThrownBy(() -> filled(Initializer.identity(1), 2, 2, 2))
                .hasMessage("identity fills matrices, not [2, 2, 2]");
    }

    @Test
    void aTensorDependsOnSeedAndPlaceAlone() {
        float[] first = filled(Initializer.uniform(0, 1), 50);
        assertThat(filled(Initializer.uniform(0, 1), 5, 10)).isEqualTo(first);
        float[] other = new float[50];
        Initializer.uniform(0, 1).fill(other, new int[] {50}, 12, 3);
        assertThat(other).isNotEqualTo(first);
        Initializer.uniform(0, 1).fill(other, new int[] {50}, 11, 4);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void valuesAreTheSameOnEveryJdk() {
        int mixed = 0;
        for (Initializer initializer : new Initializer[] {
            Initializer.uniform(-1, 1),
            Initializer.normal(0, 1),
            Initializer.truncatedNormal(0, 1, -2, 2),
            Initializer.orthogonal(1)
        }) {
            mixed = 31 * mixed + Arrays.hashCode(filled(initializer, 12, 20));
        }
        assertThat(mixed).isEqualTo(VALUES);
    }

    private static final int VALUES = -1830525326;
}
