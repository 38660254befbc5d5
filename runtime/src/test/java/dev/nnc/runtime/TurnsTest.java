package dev.nnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Checks the cosine against the JDK's, and where it is exact. */
class TurnsTest {

    @Test
    void agreesWithTheJdk() {
        for (int i = -4000; i <= 4000; i++) {
            double turns = i / 1000.0;
            assertThat(Turns.cos(turns)).isCloseTo(StrictMath.cos(2 * Math.PI * turns), within(4e-15));
        }
    }

    @Test
    void quartersAreExact() {
        assertThat(Turns.cos(0)).isEqualTo(1);
        assertThat(Turns.cos(0.5)).isEqualTo(-1);
        assertThat(Turns.cos(0.25)).isZero();
        assertThat(Turns.cos(0.75)).isZero();
        assertThat(Turns.cos(1)).isEqualTo(1);
        assertThat(Turns.cos(0.125)).isCloseTo(Math.sqrt(0.5), within(1.2e-16));
    }
}
