package dev.nnc.compiler.semantic.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.loss.Losses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the golden cases of losses do not reach: class weights, other shapes, extremes, padding. */
class LossTest {
    static Stream<Arguments> elementwise() {
        return Stream.of(
                arguments("mean_squared_error", "prediction", List.of()),
                arguments("mean_absolute_error", "prediction", List.of()),
                arguments("huber", "prediction", List.of("delta", 0.8)),
                arguments("smooth_l1", "prediction", List.of("beta", 0.8)),
                arguments("log_cosh", "prediction", List.of()),
                arguments("quantile", "prediction", List.of("q", 0.3)),
                arguments("binary_cross_entropy", "logits", List.of()),
                arguments("binary_cross_entropy", "logits", List.of("positive_weight", 3.0)),
                arguments("binary_focal", "logits", List.of()),
                arguments("binary_focal", "logits", List.of("gamma", 1.5, "positive_share", 0.25)),
                arguments("hinge", "prediction", List.of()),
                arguments("squared_hinge", "prediction", List.of()),
                arguments("kl_divergence", "log_probabilities", List.of()),
                arguments("poisson", "log_rate", List.of()),
                arguments("gaussian_nll", "mean", List.of("variance", 0.7)),
                arguments("cosine", "prediction", List.of()));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("elementwise")
    void gradientsAreThoseOfCentralDifferences(String name, String formal, List<Object> parameters) {
        for (String reduce : List.of("mean", "sum", "none")) {
            Bench bench = new Bench();
            int x = bench.floats("x", new int[] {2, 3}, -1.2, 0.4, 2.3, -0.3, 0.9, 0.1);
            int t = bench.floats("t", new int[] {2, 3}, 0, 0.6, 1, 0.2, 0.7, 0.5);
            bench.checkGradient(loss(bench, name, formal, x, t, parameters, reduce), "x");
        }
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("elementwise")
    void theMeanIsThatOfAllElements(String name, String formal, List<Object> parameters) {
        Bench bench = new Bench();
        int x = bench.floats("x", new int[] {2, 3}, -1.2, 0.4, 2.3, -0.3, 0.9, 0.1);
        int t = bench.floats("t", new int[] {2, 3}, 0, 0.6, 1, 0.2, 0.7, 0.5);
        double[] all = bench.value(loss(bench, name, formal, x, t, parameters, "none"));
        double sum = Arrays.stream(all).sum();
        int counted = name.equals("kl_divergence") ? 2 : all.length;
        assertThat(bench.value(loss(bench, name, formal, x, t, parameters, "sum"))[0])
                .isCloseTo(sum, within(1e-12));
        assertThat(bench.value(loss(bench, name, formal, x, t, parameters, "mean"))[0])
                .isCloseTo(sum / counted, within(1e-12));
    }

    private static int loss(
            Bench bench, String name, String formal, int x, int t, List<Object> parameters, String reduce) {
        List<Object> arguments = new ArrayList<>(List.of(formal, x, "target", t, "reduce", reduce));
        arguments.addAll(parameters);
        return bench.call(Losses.all(), name, arguments.toArray());
    }

    static Stream<Arguments> overClasses() {
        return Stream.of(
                arguments("cross_entropy", "logits", List.of()),
                arguments("cross_entropy", "logits", List.of("smoothing", 0.2)),
                arguments("cross_entropy", "logits", List.of("weights", List.of(1.0, 2.0, 0.5))),
                arguments("cross_entropy", "logits", List.of("smoothing", 0.2, "weights", List.of(1.0, 2.0, 0.5))),
                arguments("focal", "logits", List.of("gamma", 1.5)),
                arguments("negative_log_likelihood", "log_probabilities", List.of("weights", List.of(1.0, 2.0, 0.5))),
                arguments("cross_entropy_probabilities", "probabilities", List.of()));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("overClasses")
    void gradientsOverClassesAreThoseOfCentralDifferences(String name, String formal, List<Object> parameters) {
        Bench bench = new Bench();
        int x = bench.floats("x", new int[] {2, 3}, 0.7, 0.1, 0.2, 0.3, 0.9, 0.4);
        int t = bench.ids("t", new int[] {2}, 2, 1);
        bench.checkGradient(loss(bench, name, formal, x, t, parameters, "mean"), "x");
    }

    @Test
    void classWeightsDivideByTheirSum() {
        Bench bench = new Bench();
        double[] x = {1, 2, 0.5, -1, 0.3, 2};
        int logits = bench.floats("x", new int[] {2, 3}, x);
        int ids = bench.ids("t", new int[] {2}, 1, 0);
        List<Double> weights = List.of(0.5, 3.0, 1.0);
        double first = -logSoftmax(x, 0, 1);
        double second = -logSoftmax(x, 3, 0);
        double expected = (3 * first + 0.5 * second) / 3.5;
        assertThat(bench.value(
                        loss(bench, "cross_entropy", "logits", logits, ids, List.of("weights", weights), "mean")))
                .containsExactly(new double[] {expected}, within(1e-12));
        assertThat(bench.value(
                        loss(bench, "cross_entropy", "logits", logits, ids, List.of("weights", weights), "none")))
                .containsExactly(new double[] {3 * first, 0.5 * second}, within(1e-12));
    }

    @Test
    void smoothingWithWeightsIsPyTorchs() {
        Bench bench = new Bench();
        double[] x = {1, 2, 0.5};
        int logits = bench.floats("x", new int[] {1, 3}, x);
        int ids = bench.ids("t", new int[] {1}, 1);
        double hit = -3 * logSoftmax(x, 0, 1);
        double all = -0.5 * logSoftmax(x, 0, 0) + hit - logSoftmax(x, 0, 2);
        List<Object> parameters = List.of("weights", List.of(0.5, 3.0, 1.0), "smoothing", 0.3);
        assertThat(bench.value(loss(bench, "cross_entropy", "logits", logits, ids, parameters, "mean")))
                .containsExactly(new double[] {(0.7 * hit + 0.1 * all) / 3}, within(1e-12));
    }

    private static double logSoftmax(double[] x, int row, int column) {
        double sum = Math.exp(x[row]) + Math.exp(x[row + 1]) + Math.exp(x[row + 2]);
        return x[row + column] - Math.log(sum);
    }

    @Test
    void crossEntropyTakesStepsAndOtherAxes() {
        Bench bench = new Bench();
        int steps = bench.floats("x", new int[] {1, 2, 3}, 1, 2, 0.5, -1, 0.3, 2);
        int ids = bench.ids("t", new int[] {1, 2}, 1, 0);
        double expected = -(logSoftmax(new double[] {1, 2, 0.5}, 0, 1) + logSoftmax(new double[] {-1, 0.3, 2}, 0, 0));
        assertThat(bench.value(loss(bench, "cross_entropy", "logits", steps, ids, List.of(), "mean"))[0])
                .isCloseTo(expected / 2, within(1e-12));
        int channels = bench.floats("y", new int[] {1, 3, 2}, 1, -1, 2, 0.3, 0.5, 2);
        assertThat(bench.value(loss(bench, "cross_entropy", "logits", channels, ids, List.of("axis", 0), "sum"))[0])
                .isCloseTo(expected, within(1e-12));
    }

    @Test
    void lossesOfConfidentLogitsStayExact() {
        Bench bench = new Bench();
        int x = bench.floats("x", new int[] {2, 2}, 900, -900, -900, 900);
        int ids = bench.ids("t", new int[] {2}, 0, 0);
        assertThat(bench.value(loss(bench, "cross_entropy", "logits", x, ids, List.of(), "none")))
                .containsExactly(0, 1800);
    }

    @Test
    void lossesOfConfidentLogitsOfOneDecisionStayExact() {
        Bench bench = new Bench();
        int z = bench.column("z", -40, 40, 0);
        int t = bench.column("yes", 0, 1, 1);
        int entropy = loss(bench, "binary_cross_entropy", "logits", z, t, List.of(), "none");
        assertThat(bench.value(entropy))
                .containsExactly(new double[] {Math.exp(-40), Math.exp(-40), Math.log(2)}, within(1e-25));
        assertThat(bench.slope(entropy, z)[2]).isEqualTo(-0.5);
    }

    @Test
    void probabilitiesOfNothingLoseAHundred() {
        Bench bench = new Bench();
        int p = bench.column("p", 0, 1, 0, 1);
        int t = bench.column("t", 1, 0, 0, 1);
        int entropy = loss(bench, "binary_cross_entropy_probabilities", "probabilities", p, t, List.of(), "none");
        assertThat(bench.value(entropy)).containsExactly(new double[] {100, 100, 0, 0}, within(0.0));
        assertThat(bench.slope(entropy, p)).doesNotContain(Double.NaN);
    }

    @Test
    void divergenceCountsNothingWhereTheTargetIsZero() {
        Bench bench = new Bench();
        int x = bench.floats("x", new int[] {1, 2}, Math.log(0.25), Math.log(0.75));
        int t = bench.floats("t", new int[] {1, 2}, 0, 1);
        int loss = loss(bench, "kl_divergence", "log_probabilities", x, t, List.of(), "mean");
        assertThat(bench.value(loss)[0]).isCloseTo(-Math.log(0.75), within(1e-12));
    }

    @Test
    void varianceHasAFloorThatPushesBack() {
        Bench bench = new Bench();
        int mean = bench.column("m", 1);
        int target = bench.column("t", 3);
        int variance = bench.column("v", 0);
        int loss = loss(
                bench, "gaussian_nll", "mean", mean, target, List.of("variance", variance, "epsilon", 0.5), "none");
        assertThat(bench.value(loss)[0]).isCloseTo((Math.log(0.5) + 4 / 0.5) / 2, within(1e-12));
        assertThat(bench.slope(loss, variance)[0]).isCloseTo((1 / 0.5 - 4 / 0.25) / 2, within(1e-12));
    }

    @Test
    void logCoshKeepsTheDigitsOfSmallAndLargeErrors() {
        Bench bench = new Bench();
        int x = bench.column("x", 1e-6, -1e-6, 900, 0);
        int loss = loss(bench, "log_cosh", "prediction", x, bench.column("t", 0, 0, 0, 0), List.of(), "none");
        double[] values = bench.value(loss);
        assertThat(values[0]).isCloseTo(5e-13, within(1e-21));
        assertThat(values[1]).isEqualTo(values[0]);
        assertThat(values[2]).isEqualTo(900 - Math.log(2));
        assertThat(bench.slope(loss, x)).containsExactly(new double[] {1e-6, -1e-6, 1, 0}, within(1e-15));
    }

    @Test
    void hingeTakesATargetOfTwoClasses() {
        Bench bench = new Bench();
        int y = bench.floats("y", new int[] {2, 1}, 0.25, 0.25);
        int ids = bench.ids("t", new int[] {2}, 0, 1);
        assertThat(bench.value(loss(bench, "hinge", "prediction", y, ids, List.of(), "none")))
                .containsExactly(1.25, 0.75);
    }

    @Test
    void targetsMayBeTheSameForAllExamples() {
        Bench bench = new Bench();
        int y = bench.floats("y", new int[] {2, 1}, 3, 5);
        int ones = bench.graph.constant(1, TensorType.f32(1));
        assertThat(bench.value(loss(bench, "mean_squared_error", "prediction", y, ones, List.of(), "mean")))
                .containsExactly(10);
    }

    @Test
    void shapesThatWouldBroadcastIntoNonsenseAreRefused() {
        Bench bench = new Bench();
        int y = bench.floats("y", new int[] {2, 1}, 3, 5);
        int t = bench.column("t", 3, 5);
        assertThatThrownBy(() -> loss(bench, "mean_squared_error", "prediction", y, t, List.of(), "mean"))
                .isInstanceOf(ShapeMismatch.class)
                .hasMessage("the prediction f32[b,1] and the target f32[b] must have one shape");
    }

    @Test
    void theNumberOfClassesMustBeRight() {
        Bench bench = new Bench();
        int logits = bench.floats("x", new int[] {1, 3}, 1, 2, 3);
        int logit = bench.floats("z", new int[] {1, 1}, 1);
        int ids = bench.ids("t", new int[] {1}, 1);
        RejectionAssert.rejects(
                () -> bench.call(Losses.all(), "cross_entropy", "logits", logits, "target", classes(bench, ids, 4)),
                "class-count",
                "`label` has 4 classes, but there are 3 numbers for them");
        RejectionAssert.rejects(
                () -> bench.call(Losses.all(), "cross_entropy", "logits", logit, "target", classes(bench, ids, 2)),
                "class-count",
                "`label` has 2 classes, but there is 1 number for them");
        RejectionAssert.rejects(
                () -> loss(bench, "cross_entropy", "logits", logits, ids, List.of("weights", List.of(1.0)), "mean"),
                "class-weights",
                "`weights` needs 3 numbers of at least 0, one a class");
        RejectionAssert.rejects(
                () -> loss(bench, "cross_entropy", "logits", logits, ids, List.of("smoothing", 1.5), "mean"),
                "out-of-range",
                "`smoothing` must lie from 0 to 1, not 1.5");
    }

    private static Value classes(Bench bench, int ids, int count) {
        return Value.of(ids, bench.graph.type(ids), "label", new Source("sample.nn", "label").span(0, 5))
                .asSource("label", count);
    }

    @Test
    void paddingLosesNothing() {
        Bench bench = new Bench();
        double[] lengths = {1, 3};
        int y = Padded.leaf(bench, "y", lengths, new double[][] {{2, Double.NaN, 9}, {1, 1, 1}});
        int t = Padded.leaf(bench, "t", lengths, new double[][] {{0, 0, 0}, {0, 1, 3}});
        int loss = loss(bench, "mean_squared_error", "prediction", y, t, List.of(), "mean");
        assertThat(bench.value(loss)[0]).isCloseTo(9.0 / 4, within(1e-12));
        int logits = Padded.rows(bench, "x", 2, lengths, 1, 1, 7, 8, 9, 9, 2, 2, 3, 3, 4, 4);
        int ids = Padded.ids(bench, "i", lengths, new double[][] {{1, 0, 0}, {0, 1, 0}});
        assertThat(bench.value(loss(bench, "cross_entropy", "logits", logits, ids, List.of(), "mean"))[0])
                .isCloseTo(Math.log(2), within(1e-12));
    }
}
