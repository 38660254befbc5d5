package dev.nnc.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Options.Flavour;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that every setting shows in the digest, so that outputs of other settings are never kept. */
class SettingsTest {
    private static final Settings BASE =
            new Settings("tool", "generate", Flavour.BOTH, Map.of("width", "4"), false, "UTF-8", false);

    static Stream<Settings> others() {
        return Stream.of(
                new Settings("tool 2", "generate", Flavour.BOTH, Map.of("width", "4"), false, "UTF-8", false),
                new Settings("tool", "generate-tests", Flavour.BOTH, Map.of("width", "4"), false, "UTF-8", false),
                new Settings("tool", "generate", Flavour.SCALAR, Map.of("width", "4"), false, "UTF-8", false),
                new Settings("tool", "generate", Flavour.BOTH, Map.of("width", "5"), false, "UTF-8", false),
                new Settings("tool", "generate", Flavour.BOTH, Map.of("wid", "th4"), false, "UTF-8", false),
                new Settings("tool", "generate", Flavour.BOTH, Map.of(), false, "UTF-8", false),
                new Settings("tool", "generate", Flavour.BOTH, Map.of("width", "4"), true, "UTF-8", false),
                new Settings("tool", "generate", Flavour.BOTH, Map.of("width", "4"), false, "US-ASCII", false),
                new Settings("tool", "generate", Flavour.BOTH, Map.of("width", "4"), false, "UTF-8", true));
    }

    @ParameterizedTest
    @MethodSource("others")
    void everySettingCounts(Settings other) {
        assertThat(other.digest()).isNotEqualTo(BASE.digest());
    }

    @Test
    void theOrderOfParametersDoesNot() {
        Map<String, String> ab = new LinkedHashMap<>(Map.of("a", "1"));
        ab.put("b", "2");
        Map<String, String> ba = new LinkedHashMap<>(Map.of("b", "2"));
        ba.put("a", "1");

        assertThat(new Settings("", "", Flavour.BOTH, ab, false, "UTF-8", false).digest())
                .isEqualTo(new Settings("", "", Flavour.BOTH, ba, false, "UTF-8", false).digest());
    }
}
