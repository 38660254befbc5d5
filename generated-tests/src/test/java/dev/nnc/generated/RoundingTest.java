package dev.nnc.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Options;
import dev.nnc.compiler.Options.Flavour;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.generated.CompiledModels.Loaded;
import dev.nnc.runtime.Network;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rounding leaves what cancels no digit, and what does not nearly all of them; what is computed wrongly it does not excuse. */
class RoundingTest {
    private static final String MODEL = """
            model Cancels {
                input picture: float[4, 3, 8]
                normal = picture -> instance_norm(epsilon = 0.1, affine = false)
                output nothing = global_avg_pool(normal)
                output something = global_avg_pool(normal * normal)
                loss mean(nothing + something)
            }

            """
            + centers("Centers", "sum(sin(normal + wave))")
            + centers("CentersMore", "sum(sin(normal + wave)) + 0.01 * sum(normal * number)");

    private static final String BIAS = "wide.bias";
    private static final String WEIGHT = "wide.weight";

    private static String centers(String name, String loss) {
        return """
                model %s {
                    input number: float[1]
                    layer wide = dense(1)
                    wave = 1.5 + 0.4 * reshape(sin(arange(1000)), 1, 1000)
                    normal = (number -> wide) / 64 + wave -> batch_norm(epsilon = 0.1)
                    output normal
                    loss %s
                }
                """.formatted(name, loss);
    }

    private final Models models = new Models();
    private final Loaded classes;

    RoundingTest() {
        models.add(
                new Source("cancels.nn", MODEL),
                Options.forPackage("rounded").withFlavour(Flavour.VECTOR).withObserve(true));
        classes = models.compile().load();
    }

    /** What a network of a model computes from an example, beside what a model means, and what rounding excuses. */
    private final class Computed {
        final Map<String, float[]> ours;
        final Meaning meaning;
        final Rounding rounding;

        Computed(String computed, String meant, long seed) {
            Network network = network(computed, seed);
            Example example = new Example(network, 7, seed);
            Model model = models.checked().get(meant);
            ours = example.compute();
            meaning = new Meaning(model, network, example.batch());
            rounding = new Rounding(meaning, () -> network(computed, seed), example, ours);
        }

        double off(String result, Function<Meaning, float[]> meant) {
            float[] values = ours.get(result);
            float[] theirs = meant.apply(meaning);
            return IntStream.range(0, values.length)
                    .mapToDouble(i -> Math.abs(values[i] - theirs[i]))
                    .max()
                    .orElseThrow();
        }
    }

    private Network network(String model, long seed) {
        return classes.create("rounded." + model, seed);
    }

    @Test
    void measuresWhatRoundingLeavesOfSumsThatCancel() {
        Computed cancels = new Computed("Cancels", "Cancels", 1);
        assertThat(cancels.rounding.of("predicted nothing", at -> at.prediction("nothing")))
                .isBetween(largest(cancels.ours.get("predicted nothing")), 1e-5);
        assertThat(cancels.rounding.of("predicted something", at -> at.prediction("something")))
                .isLessThan(1e-5 * largest(cancels.ours.get("predicted something")));
    }

    /** What is added to larger numbers, and summed: most of it is rounded alike where the last place alone differs. */
    @Test
    void neighboursDoNotShareTheRoundingOfLongSums() {
        for (long seed = 1; seed <= 8; seed++) {
            Computed centers = new Computed("Centers", "Centers", seed);
            double off = centers.off("gradient " + BIAS, at -> at.gradient(BIAS));
            assertThat(centers.rounding.of("gradient " + BIAS, at -> at.gradient(BIAS)))
                    .as("the bias of seed " + seed)
                    .isBetween(off, 1e-4);
        }
    }

    @Test
    void excusesNoWrongFactor() {
        Computed centers = new Computed("Centers", "Centers", 1);
        Function<Meaning, float[]> shrunk = at -> scaled(at.gradient(WEIGHT), 0.99f);
        assertThat(centers.rounding.of("gradient " + WEIGHT, shrunk))
                .isLessThan(0.1 * centers.off("gradient " + WEIGHT, shrunk));
    }

    @Test
    void excusesNoTermThatIsMissing() {
        Computed part = new Computed("Centers", "CentersMore", 1);
        Function<Meaning, float[]> whole = at -> at.gradient(WEIGHT);
        assertThat(part.rounding.of("gradient " + WEIGHT, whole))
                .isLessThan(0.1 * part.off("gradient " + WEIGHT, whole));
    }

    private static float[] scaled(float[] values, float factor) {
        float[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }

    private static double largest(float[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> Math.abs(values[i]))
                .max()
                .orElseThrow();
    }
}
