package dev.nnc.compiler.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The nearest known name. */
class SuggestionsTest {
    private static final List<String> KNOWN = List.of("relu", "gelu", "dense", "softmax", "cross_entropy", "T", "x");

    @ParameterizedTest
    @CsvSource({
        "rleu, relu",
        "dens, dense",
        "Dense, dense",
        "sofmax, softmax",
        "crossentropy, cross_entropy",
        "t, T",
        "celu, gelu"
    })
    void findsTheNearest(String name, String nearest) {
        assertThat(Suggestions.nearest(name, KNOWN)).contains(nearest);
    }

    @ParameterizedTest
    @CsvSource({"conv", "sigmoid", "y", "zw", "entropy"})
    void findsNothingThatIsFar(String name) {
        assertThat(Suggestions.nearest(name, KNOWN)).isEmpty();
    }

    @Test
    void amongEqualsTheFirstByAlphabetInWhateverOrder() {
        assertThat(Suggestions.nearest("delu", List.of("relu", "gelu"))).contains("gelu");
        assertThat(Suggestions.nearest("delu", List.of("gelu", "relu"))).contains("gelu");
    }

    @Test
    void asText() {
        assertThat(Suggestions.didYouMean("rleu", KNOWN)).contains("did you mean `relu`?");
        assertThat(Suggestions.didYouMean("conv", KNOWN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a, a, 0", "ab, ba, 1", "abc, abd, 1", "abc, abcd, 1", "kitten, sitting, 3", "'', abc, 3"})
    void distances(String a, String b, int distance) {
        assertThat(Suggestions.distance(a, b)).isEqualTo(distance);
    }
}
