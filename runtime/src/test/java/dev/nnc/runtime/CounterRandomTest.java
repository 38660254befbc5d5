package dev.nnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nnc.runtime.CounterRandom.Purpose;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the generator against the published vectors, and what is built on it against its definition. */
class CounterRandomTest {

    /** The known answers of threefry2x32 with 20 rounds that the Random123 library publishes. */
    @ParameterizedTest
    @CsvSource({
        "00000000,00000000,00000000,00000000,6b200159,99ba4efe",
        "ffffffff,ffffffff,ffffffff,ffffffff,1cb996fc,bb002be7",
        "243f6a88,85a308d3,13198a2e,03707344,c4923a9c,483df7a0"
    })
    void agreesWithThePublishedVectors(String c0, String c1, String k0, String k1, String r0, String r1) {
        assertThat(CounterRandom.bits(words(k0, k1), words(c0, c1))).isEqualTo(words(r0, r1));
    }

    private static long words(String low, String high) {
        return Long.parseLong(low, 16) | Long.parseLong(high, 16) << 32;
    }

    @Test
    void uniformUsesTheUpper24Bits() {
        assertThat(CounterRandom.uniform(0)).isEqualTo(0f);
        assertThat(CounterRandom.uniform(255)).isEqualTo(0f);
        assertThat(CounterRandom.uniform(256)).isEqualTo(0x1p-24f);
        assertThat(CounterRandom.uniform(-1)).isEqualTo(1 - 0x1p-24f);
        assertThat(CounterRandom.uniform(0L, 0L)).isEqualTo(CounterRandom.uniform(0x6b200159));
    }

    @Test
    void uniformIsSpreadEvenly() {
        int[] buckets = new int[10];
        for (int i = 0; i < 100_000; i++) {
            buckets[(int) (10 * CounterRandom.uniform(5L, i))]++;
        }
        assertThat(Arrays.stream(buckets).boxed()).allSatisfy(n -> assertThat(n).isBetween(9_600, 10_400));
    }

    @Test
    void normalHasTheMomentsOfANormal() {
        double[] power = new double[5];
        int n = 200_000;
        for (int i = 0; i < n; i++) {
            double x = CounterRandom.normal(3L, i);
            for (int p = 1; p <= 4; p++) {
                power[p] += Math.pow(x, p) / n;
            }
        }
        assertThat(power[1]).isCloseTo(0, within(0.01));
        assertThat(power[2]).isCloseTo(1, within(0.01));
        assertThat(power[3]).isCloseTo(0, within(0.03));
        assertThat(power[4]).isCloseTo(3, within(0.06));
    }

    @Test
    void normalIsTheSameOnEveryJdk() {
        long mixed = 0;
        for (int i = 0; i < 1000; i++) {
            mixed = 31 * mixed + Double.doubleToLongBits(CounterRandom.normal(9L, i));
        }
        assertThat(mixed).isEqualTo(NORMALS);
    }

    private static final long NORMALS = 2867411476840466129L;

    @Test
    void purposesAndPlacesHaveKeysOfTheirOwn() {
        Set<Long> keys = new HashSet<>();
        for (Purpose purpose : Purpose.values()) {
            for (int place = 0; place < 100; place++) {
                keys.add(CounterRandom.key(1, purpose, place));
                keys.add(CounterRandom.key(2, purpose, place));
            }
        }
        assertThat(keys).hasSize(2 * 100 * Purpose.values().length);
    }

    @Test
    void aPermutationHasEveryIndexOnce() {
        int[] order = new int[1000];
        CounterRandom.permutation(4, order);
        assertThat(order).isNotEqualTo(IntStream.range(0, 1000).toArray());
        assertThat(Arrays.stream(order).sorted().toArray())
                .isEqualTo(IntStream.range(0, 1000).toArray());
    }

    @Test
    void permutationsAreEquallyLikely() {
        int[] counts = new int[27];
        int[] order = new int[3];
        for (int key = 0; key < 60_000; key++) {
            CounterRandom.permutation(key, order);
            counts[9 * order[0] + 3 * order[1] + order[2]]++;
        }
        assertThat(Arrays.stream(counts).filter(n -> n > 0).boxed())
                .hasSize(6)
                .allSatisfy(n -> assertThat(n).isBetween(9_600, 10_400));
    }

    @Test
    void aPermutationNeverChanges() {
        int[] order = new int[12];
        CounterRandom.permutation(42, order);
        assertThat(order).containsExactly(9, 1, 7, 11, 5, 0, 4, 6, 3, 2, 10, 8);
    }
}
