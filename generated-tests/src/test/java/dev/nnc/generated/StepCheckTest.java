package dev.nnc.generated;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.compiler.Options;
import dev.nnc.compiler.Options.Flavour;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.generated.CompiledModels.Loaded;
import org.junit.jupiter.api.Test;

/** Steps leave a statistic that is all rounding as far off as rounding goes, and one that is wrong is seen. */
class StepCheckTest {
    private static final String MODEL = """
            model %s {
                input series: float[6, 65]
                centered = series - mean(series, axis = -1, keep = true)
                output normal = centered -> batch_norm(momentum = %s)
                loss mean(sin(normal)) + mean(series -> batch_norm(momentum = %s) -> dense(1))
            }
            """;

    private static void check(String computed, String meant) {
        Models models = new Models();
        for (String model : new String[] {computed, meant}) {
            models.add(
                    new Source("steps.nn", model),
                    Options.forPackage("steps").withFlavour(Flavour.VECTOR).withObserve(true));
        }
        Loaded classes = models.compile().load();
        Agreement agreement = new Agreement();
        StepCheck.check(
                agreement,
                models.checked().get("Meant"),
                () -> classes.create("steps.Computed", 1),
                new Example(classes.create("steps.Computed", 1), 7, 1).batch());
        agreement.check();
    }

    @Test
    void excusesTheMeanOfWhatIsCentered() {
        check(String.format(MODEL, "Computed", 0.1, 0.1), String.format(MODEL, "Meant", 0.1, 0.1));
    }

    @Test
    void excusesNoOtherMean() {
        assertThatThrownBy(() ->
                        check(String.format(MODEL, "Computed", 0.1, 0.1), String.format(MODEL, "Meant", 0.1, 0.101)))
                .hasMessageContaining("running_mean");
    }

    @Test
    void excusesNoOtherVariance() {
        assertThatThrownBy(() ->
                        check(String.format(MODEL, "Computed", 0.1, 0.1), String.format(MODEL, "Meant", 0.101, 0.1)))
                .hasMessageContaining("running_var");
    }
}
