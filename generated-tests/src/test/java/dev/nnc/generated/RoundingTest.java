package dev.nnc.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Options;
import dev.nnc.compiler.Options.Flavour;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.generated.CompiledModels.Loaded;
import dev.nnc.runtime.Network;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rounding leaves what cancels no digit, and what does not nearly all of them. */
class RoundingTest {
    private static final String MODEL = """
            model Cancels {
                input picture: float[4, 3, 8]
                normal = picture -> instance_norm(epsilon = 0.1, affine = false)
                output nothing = global_avg_pool(normal)
                output something = global_avg_pool(normal * normal)
                loss mean(nothing + something)
            }

            train Cancels {
                optimizer sgd(rate = 0.1)
            }
            """;

    @Test
    void measuresWhatRoundingLeavesOfSumsThatCancel() {
        Models models = new Models();
        models.add(
                new Source("cancels.nn", MODEL),
                Options.forPackage("random").withFlavour(Flavour.VECTOR).withObserve(true));
        Loaded classes = models.compile().load();
        Network network = classes.create("random.Cancels", 1);
        Example example = new Example(network, 7, 1);
        Map<String, float[]> ours = example.compute();
        Rounding rounding = new Rounding(() -> classes.create("random.Cancels", 1), example, ours);
        assertThat(rounding.of("predicted nothing")).isBetween(largest(ours.get("predicted nothing")), 1e-5);
        assertThat(rounding.of("predicted something")).isLessThan(1e-5 * largest(ours.get("predicted something")));
    }

    private static double largest(float[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> Math.abs(values[i]))
                .max()
                .orElseThrow();
    }
}
