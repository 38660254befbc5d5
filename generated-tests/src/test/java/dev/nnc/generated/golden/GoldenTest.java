package dev.nnc.generated.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Options;
import dev.nnc.compiler.Options.Flavour;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.generated.Agreement;
import dev.nnc.generated.CompiledModels.Loaded;
import dev.nnc.generated.Models;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every golden case on the shipped build and on the observed one. Another folder of cases, {@code -Dgolden.cases=DIR}, shows
 * that nothing is tuned to the committed numbers.
 */
class GoldenTest {
    private static final List<String> FILES = List.of(
            "perceptrons.nn",
            "mlps.nn",
            "activations.nn",
            "losses.nn",
            "optimizers.nn",
            "graphs.nn",
            "norms.nn",
            "pictures.nn",
            "convolutions.nn",
            "sequences.nn",
            "attention.nn",
            "residual.nn");

    private static final Map<String, Agreement> REPORT = new TreeMap<>();
    private static final Map<String, String> MODELS = new TreeMap<>();
    private static Loaded classes;

    @BeforeAll
    static void compile() {
        Models models = new Models();
        for (String file : FILES) {
            Source source = Models.file("golden/" + file);
            models.add(source, Options.forPackage("shipped").withFlavour(Flavour.VECTOR));
            models.add(source, Options.forPackage("scalar").withFlavour(Flavour.SCALAR));
            models.add(
                    source,
                    Options.forPackage("observed").withFlavour(Flavour.VECTOR).withObserve(true));
        }
        models.checked().keySet().forEach(model -> MODELS.put(caseOf(model), model));
        classes = models.compile().load();
    }

    /** {@code MlpReluCe} is {@code mlp_relu_ce}. */
    private static String caseOf(String model) {
        return model.replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    static List<String> cases() {
        compileOnce();
        return new ArrayList<>(MODELS.keySet());
    }

    private static void compileOnce() {
        if (classes == null) {
            compile();
        }
    }

    @Test
    void theFolderHoldsACaseForEveryModel() {
        assertThat(GoldenCase.names()).as("cases in " + GoldenCase.folder()).containsAll(MODELS.keySet());
        assertThat(MODELS).hasSize(116);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void agrees(String name) {
        GoldenCase golden = GoldenCase.read(name);
        Agreement agreement = new Agreement();
        REPORT.put(name, agreement);
        Map<String, float[]> shipped = network(golden, "shipped").train();
        compare(golden, shipped, agreement);
        if (golden.has("loss")) {
            GoldenNetwork observed = network(golden, "observed");
            compare(golden, observed.gradients(), agreement);
            compare(golden, observed.observed(), agreement);
        }
        assertSame(network(golden, "observed").train(), shipped);
        assertSame(network(golden, "scalar").train(), shipped);
        agreement.check();
    }

    private static GoldenNetwork network(GoldenCase golden, String build) {
        return new GoldenNetwork(golden, classes.create(build + "." + MODELS.get(golden.name()), 0));
    }

    private static void compare(GoldenCase golden, Map<String, float[]> results, Agreement agreement) {
        results.forEach((tensor, ours) ->
                agreement.compare(tensor, ours, golden.get(tensor).floats()));
    }

    private static void assertSame(Map<String, float[]> ours, Map<String, float[]> shipped) {
        assertThat(ours.keySet()).isEqualTo(shipped.keySet());
        ours.forEach((tensor, values) -> assertThat(Arrays.equals(values, shipped.get(tensor)))
                .as(tensor + " is the same, bit for bit")
                .isTrue());
    }

    @AfterAll
    static void report() {
        int tensors = REPORT.values().stream().mapToInt(Agreement::tensors).sum();
        StringBuilder text = new StringBuilder("golden cases of " + GoldenCase.folder() + "\n");
        REPORT.forEach((name, agreement) -> text.append(String.format(
                Locale.ROOT, "%-32s %3d tensors, worst ratio %.1e%n", name, agreement.tensors(), agreement.worst())));
        text.append(REPORT.size()).append(" cases, ").append(tensors).append(" tensors compared");
        System.out.println(text);
    }
}
