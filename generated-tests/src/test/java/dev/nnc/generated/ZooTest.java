package dev.nnc.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One small model for each function, layer and form of a loss: kernels against meanings, gradients against slopes. */
@TestInstance(Lifecycle.PER_CLASS)
class ZooTest {
    /** Their gradient is by definition not the slope: what stands in {@code stop_gradient} counts as constant. */
    private static final Set<String> NOT_THE_SLOPE = Set.of("StopGradient");

    private MeaningCheck zoo;

    @BeforeAll
    void compile() {
        zoo = new MeaningCheck(Stream.of(
                        "elementwise",
                        "reductions",
                        "movement",
                        "networks",
                        "draws",
                        "layers",
                        "places",
                        "losses",
                        "optimizers")
                .map(file -> Models.file("zoo/" + file + ".nn"))
                .toList());
    }

    List<String> models() {
        return zoo.models();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void doesWhatItMeans(String model) {
        zoo.check(model, leaf -> !NOT_THE_SLOPE.contains(model));
    }

    @Test
    void isLarge() {
        assertThat(zoo.models()).hasSizeGreaterThan(160);
    }
}
