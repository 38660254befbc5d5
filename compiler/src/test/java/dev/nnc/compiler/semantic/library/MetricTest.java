package dev.nnc.compiler.semantic.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.semantic.builtin.MetricValue;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.loss.Losses;
import dev.nnc.compiler.semantic.library.metric.BatchMean;
import dev.nnc.compiler.semantic.library.metric.Metrics;
import dev.nnc.runtime.metrics.Evaluation;
import dev.nnc.runtime.metrics.MetricKind;
import dev.nnc.runtime.metrics.MetricSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The metrics' statistics, finished by the runtime. */
class MetricTest {
    private final Bench bench = new Bench();

    @Test
    void accuracyIsTheShareOfRightDecisions() {
        int logits = bench.floats("x", new int[] {3, 3}, 1, 2, 0, 5, 1, 1, 0, 0, 3);
        int ids = bench.ids("t", new int[] {3}, 1, 0, 0);
        assertThat(metric("accuracy", "prediction", logits, "target", ids)).isEqualTo(2 / 3.0);
        int more = bench.floats("y", new int[] {3, 1, 3}, 1, 2, 0, 5, 1, 1, 0, 0, 3);
        int steps = bench.ids("s", new int[] {3, 1}, 1, 0, 2);
        assertThat(metric("accuracy", "prediction", more, "target", steps)).isEqualTo(1);
    }

    @Test
    void oneLogitDecidesAtZeroAndOneProbabilityAtAHalf() {
        int numbers = bench.floats("x", new int[] {4, 1}, 0.4, 0.6, -1, 0.7);
        Value ids = twoClasses(bench.ids("t", new int[] {4}, 0, 1, 0, 1));
        assertThat(metric("accuracy", "prediction", numbers, "target", ids)).isEqualTo(0.75);
        Value probabilities =
                Value.of(numbers, bench.graph.type(numbers), "p", ids.at()).withScale(Value.Scale.PROBABILITIES);
        assertThat(metric("accuracy", "prediction", probabilities, "target", ids))
                .isEqualTo(1);
        int truth = bench.floats("y", new int[] {4, 1}, 0, 1, 1, 1);
        assertThat(metric("accuracy", "prediction", numbers, "target", truth)).isEqualTo(0.5);
    }

    private Value twoClasses(int ids) {
        return Value.of(ids, bench.graph.type(ids), "t", new Source("sample.nn", "t").span(0, 1))
                .asSource("t", 2);
    }

    @Test
    void topKCountsWhatIsAhead() {
        double nan = Double.NaN;
        int logits = bench.floats("x", new int[] {4, 3}, 3, 2, 1, 3, 3, 3, 1, 2, 3, nan, 2, 1);
        int ids = bench.ids("t", new int[] {4}, 1, 2, 0, 1);
        assertThat(metric("top_k", "prediction", logits, "target", ids, "k", 1)).isEqualTo(0);
        assertThat(metric("top_k", "prediction", logits, "target", ids, "k", 2)).isEqualTo(0.5);
        assertThat(metric("top_k", "prediction", logits, "target", ids, "k", 3)).isEqualTo(1);
    }

    @Test
    void retrievalIsOfTheSecondOfTwoClasses() {
        int logits = bench.floats("x", new int[] {5, 1}, 1, 1, -1, -1, 2);
        Value ids = twoClasses(bench.ids("t", new int[] {5}, 1, 0, 1, 0, 1));
        assertThat(metric("precision", "prediction", logits, "target", ids)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(metric("recall", "prediction", logits, "target", ids)).isCloseTo(2 / 3.0, within(1e-12));
        int pairs = bench.floats("y", new int[] {5, 2}, 0, 1, 0, 1, 1, 0, 1, 0, 0, 2);
        assertThat(metric("f1", "prediction", pairs, "target", ids)).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void retrievalIsAveragedOverMoreClasses() {
        int logits = bench.floats("x", new int[] {4, 3}, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1);
        int ids = bench.ids("t", new int[] {4}, 0, 1, 2, 2);
        assertThat(metric("precision", "prediction", logits, "target", ids))
                .isCloseTo((1 + 0.5 + 1) / 3, within(1e-12));
        assertThat(metric("recall", "prediction", logits, "target", ids)).isCloseTo((1 + 1 + 0.5) / 3, within(1e-12));
    }

    @Test
    void theAreaCountsTiesHalf() {
        int scores = bench.floats("x", new int[] {4, 1}, 0.1, 0.4, 0.4, 0.8);
        Value ids = twoClasses(bench.ids("t", new int[] {4}, 0, 0, 1, 1));
        assertThat(metric("auc", "prediction", scores, "target", ids)).isEqualTo(0.875);
        int both = bench.floats("y", new int[] {4, 2}, 1, 1.1, 1, 1.4, 2, 2.4, 0, 0.8);
        assertThat(metric("auc", "prediction", both, "target", ids)).isEqualTo(0.875);
    }

    @Test
    void errorsAreOfAllElements() {
        int y = bench.floats("x", new int[] {2, 2}, 1, 2, 3, 5);
        int t = bench.floats("t", new int[] {2, 2}, 1, 4, 2, 8);
        assertThat(metric("mean_absolute_error", "prediction", y, "target", t)).isEqualTo(1.5);
        assertThat(metric("mean_squared_error", "prediction", y, "target", t)).isEqualTo(3.5);
        assertThat(metric("rmse", "prediction", y, "target", t)).isCloseTo(Math.sqrt(3.5), within(1e-12));
        assertThat(metric("r2", "prediction", y, "target", t))
                .isCloseTo(((1 - 1 / 0.5) + (1 - 13 / 8.0)) / 2, within(1e-12));
    }

    @Test
    void perplexityIsOfAllPositionsThatAreThere() {
        double[] lengths = {1, 3};
        int logits = Padded.rows(bench, "x", 2, lengths, 1, 1, 7, 80, 9, 9, 2, 2, 3, 3, 4, 4);
        int ids = Padded.ids(bench, "i", lengths, new double[][] {{1, 0, 0}, {0, 1, 0}});
        assertThat(metric("perplexity", "logits", logits, "target", ids)).isCloseTo(2, within(1e-6));
    }

    @Test
    void sumsOfMeansAreAveragedOverTheSplit() {
        int y = bench.floats("y", new int[] {2, 2}, 1, 2, 3, 5);
        int t = bench.floats("t", new int[] {2, 2}, 1, 4, 2, 8);
        int squares = bench.call(Losses.all(), "mean_squared_error", "prediction", y, "target", t);
        int errors = bench.call(Losses.all(), "mean_absolute_error", "prediction", y, "target", t);
        int both = bench.math.sub(bench.math.scale(squares, 0.5), bench.math.neg(bench.math.shift(errors, 1)));
        Optional<MetricValue> metric = BatchMean.metric(bench.graph, both);
        assertThat(metric).isPresent();
        assertThat(finished(metric.get())).isEqualTo(3.5 / 2 + 1.5 + 1);
        assertThat(BatchMean.metric(bench.graph, bench.math.sqrt(squares))).isEmpty();
        assertThat(BatchMean.metric(bench.graph, bench.math.mul(squares, errors)))
                .isEmpty();
        int sum = bench.call(Losses.all(), "mean_squared_error", "prediction", y, "target", t, "reduce", "sum");
        assertThat(BatchMean.metric(bench.graph, sum)).isEmpty();
        assertThat(finished(BatchMean.metric(bench.graph, y).orElseThrow())).isEqualTo(11 / 4.0);
    }

    @Test
    void ratiosOfSumsAreTakenOverTheSplit() {
        int logits = bench.floats("x", new int[] {2, 2}, 0, 0, 0, Math.log(3));
        int ids = bench.ids("t", new int[] {2}, 0, 1);
        int weighted = bench.call(
                Losses.all(), "cross_entropy", "logits", logits, "target", ids, "weights", List.of(3.0, 1.0));
        MetricValue metric = BatchMean.metric(bench.graph, weighted).orElseThrow();
        assertThat(bench.value(metric.statistics()))
                .containsExactly(new double[] {3 * Math.log(2), 3, Math.log(4.0 / 3), 1}, within(1e-12));
        int centered = bench.math.sub(logits, bench.math.mean(logits, List.of(0, 1), false));
        assertThat(BatchMean.metric(bench.graph, centered)).isEmpty();
        int variance = bench.math.mean(bench.math.square(centered), List.of(0, 1), false);
        assertThat(BatchMean.metric(bench.graph, variance)).isEmpty();
    }

    private double metric(String name, Object... arguments) {
        return finished(SampleCall.call(bench.graph, SampleCall.named(Metrics.all(), name), arguments));
    }

    private double finished(MetricValue metric) {
        double[] statistics = bench.value(metric.statistics());
        float[] floats = new float[statistics.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) statistics[i];
        }
        int count = bench.tensor(metric.statistics()).shape()[0];
        double[] arguments =
                metric.arguments().stream().mapToDouble(Double::doubleValue).toArray();
        MetricSpec spec = new MetricSpec("m", MetricKind.valueOf(metric.kind()), floats.length / count, arguments);
        Evaluation evaluation = new Evaluation(List.of(spec));
        evaluation.addLoss(0, count);
        evaluation.add(0, floats, 0, count);
        return evaluation.value(0);
    }
}
