package dev.nnc.compiler.semantic.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.activation.Activations;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the golden cases of activations do not reach: bends, extremes, NaN, other axes. */
class ActivationTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    static Stream<String> names() {
        return Activations.all().stream().map(Builtin::name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void gradientsAreThoseOfCentralDifferences(String name) {
        Bench bench = new Bench();
        int x = bench.floats("x", new int[] {2, 4}, -4.2, -0.7, -0.05, 0.03, 0.6, 1.9, 3.8, 7.1);
        bench.checkGradient(bench.call(Activations.all(), name, "x", x), "x");
    }

    @ParameterizedTest
    @MethodSource("names")
    void largeInputsHaveFiniteGradients(String name) {
        Bench bench = new Bench();
        int x = bench.floats("x", new int[] {1, 4}, -1000, -200, 200, 1000);
        assertThat(bench.slope(bench.call(Activations.all(), name, "x", x), x)).doesNotContain(Double.NaN, INF, -INF);
    }

    @ParameterizedTest
    @MethodSource("names")
    void nanStaysNan(String name) {
        Bench bench = new Bench();
        int x = bench.floats("x", new int[] {1, 2}, Double.NaN, Double.NaN);
        assertThat(bench.value(bench.call(Activations.all(), name, "x", x))).containsOnly(Double.NaN);
    }

    @Test
    void swishIsAnotherNameForSilu() {
        Bench bench = new Bench();
        int x = bench.floats("x", new int[] {1, 3}, -2, 0, 1);
        double[] silu = {-2 / (1 + Math.exp(2)), 0, 1 / (1 + Math.exp(-1))};
        assertThat(bench.value(bench.call(Activations.all(), "swish", "x", x))).containsExactly(silu, within(1e-12));
        assertThat(bench.value(bench.call(Activations.all(), "silu", "x", x))).containsExactly(silu, within(1e-12));
    }

    static Stream<Arguments> bends() {
        return Stream.of(
                arguments("relu", 0.0, 0.0),
                arguments("relu6", 0.0, 0.0),
                arguments("relu6", 6.0, 0.0),
                arguments("leaky_relu", 0.0, 0.01),
                arguments("elu", 0.0, 1.0),
                arguments("selu", 0.0, 1.0507009873554805 * 1.6732632423543772),
                arguments("hard_tanh", -1.0, 0.0),
                arguments("hard_tanh", 1.0, 0.0),
                arguments("hard_sigmoid", -3.0, 0.0),
                arguments("hard_sigmoid", 3.0, 0.0),
                arguments("hard_swish", -3.0, 0.0),
                arguments("hard_swish", 3.0, 1.0),
                arguments("softplus", 0.0, 0.5),
                arguments("log_sigmoid", 0.0, 0.5),
                arguments("softsign", 0.0, 1.0),
                arguments("gelu", 0.0, 0.5),
                arguments("mish", 0.0, 0.6));
    }

    @ParameterizedTest
    @MethodSource("bends")
    void slopesAtBendsArePyTorchs(String name, double at, double slope) {
        Bench bench = new Bench();
        int x = bench.column("x", at);
        assertThat(bench.slope(bench.call(Activations.all(), name, "x", x), x)[0])
                .isCloseTo(slope, within(1e-12));
    }

    @Test
    void softplusKeepsTheDigitsOfSmallValues() {
        Bench bench = new Bench();
        int x = bench.column("x", -30, 30, -800, 800);
        assertThat(bench.value(bench.call(Activations.all(), "softplus", "x", x)))
                .containsExactly(Math.log1p(Math.exp(-30)), 30 + Math.exp(-30), 0, 800);
        assertThat(bench.value(bench.call(Activations.all(), "softplus", "x", x, "sharpness", 2.0))[0])
                .isEqualTo(Math.log1p(Math.exp(-60)) / 2);
    }

    @Test
    void softmaxTakesAnyAxis() {
        Bench bench = new Bench();
        int x = bench.floats("x", new int[] {1, 2, 2}, 0, 1000, Math.log(3), 1000);
        assertThat(bench.value(bench.call(Activations.all(), "softmax", "x", x, "axis", 0)))
                .containsExactly(new double[] {0.25, 0.5, 0.75, 0.5}, within(1e-12));
        assertThat(bench.value(bench.call(Activations.all(), "log_softmax", "x", x, "axis", 0)))
                .containsExactly(
                        new double[] {Math.log(0.25), Math.log(0.5), Math.log(0.75), Math.log(0.5)}, within(1e-12));
    }

    @Test
    void resultsSayWhatTheyStandFor() {
        assertThat(scale("softmax")).isEqualTo(Value.Scale.PROBABILITIES);
        assertThat(scale("sigmoid")).isEqualTo(Value.Scale.PROBABILITIES);
        assertThat(scale("log_softmax")).isEqualTo(Value.Scale.LOG_PROBABILITIES);
        assertThat(scale("log_sigmoid")).isEqualTo(Value.Scale.LOG_PROBABILITIES);
        assertThat(scale("tanh")).isEqualTo(Value.Scale.PLAIN);
    }

    private static Value.Scale scale(String name) {
        Bench bench = new Bench();
        int x = bench.floats("x", new int[] {1, 2}, 0, 1);
        return SampleCall.call(bench.graph, SampleCall.named(Activations.all(), name), "x", x)
                .scale();
    }

    @Test
    void gluNeedsTwoHalves() {
        Bench bench = new Bench();
        int x = bench.floats("x", new int[] {1, 3}, 0, 1, 2);
        RejectionAssert.rejects(
                () -> bench.call(Activations.all(), "glu", "x", x),
                "odd-axis",
                "`glu` halves an axis of an even size, not of 3");
    }

    @Test
    void paddingHasNoShareInASoftmax() {
        Bench bench = new Bench();
        int x = Padded.leaf(bench, "x", new double[] {2, 3}, new double[][] {{1, 2, 99}, {0, 0, 0}});
        double sum = Math.exp(1) + Math.exp(2);
        assertThat(bench.value(bench.call(Activations.all(), "softmax", "x", x)))
                .containsExactly(
                        new double[] {Math.exp(1) / sum, Math.exp(2) / sum, 0, 1 / 3.0, 1 / 3.0, 1 / 3.0},
                        within(1e-12));
    }
}
