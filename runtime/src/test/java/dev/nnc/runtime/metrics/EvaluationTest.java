package dev.nnc.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks every metric on examples whose value is known or found by another way. */
class EvaluationTest {

    private static double value(MetricKind kind, int width, float... statistics) {
        Evaluation evaluation = new Evaluation(List.of(new MetricSpec("m", kind, width)));
        evaluation.add(0, statistics, 0, statistics.length / width);
        return evaluation.value(0);
    }

    @Test
    void ratios() {
        assertThat(value(MetricKind.ACCURACY, 2, 1, 1, 0, 1, 1, 1, 1, 1)).isEqualTo(0.75);
        assertThat(value(MetricKind.ACCURACY, 2, 3, 4, 0, 1)).isEqualTo(0.6);
        assertThat(value(MetricKind.TOP_K, 2, 1, 1, 0, 1)).isEqualTo(0.5);
        assertThat(value(MetricKind.MEAN_ABSOLUTE_ERROR, 2, 3, 2, 5, 2)).isEqualTo(2);
        assertThat(value(MetricKind.RMSE, 2, 12, 2, 20, 2)).isEqualTo(Math.sqrt(8));
        assertThat(value(MetricKind.PERPLEXITY, 2, 3, 2, 1, 2)).isCloseTo(Math.E, within(1e-15));
        assertThat(value(MetricKind.MEAN, 2, 3, 1, 6, 2)).isEqualTo(3);
    }

    @Test
    void countsOfTwoClasses() {
        float[] counts = {1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0};
        assertThat(value(MetricKind.PRECISION, 3, counts)).isCloseTo(2.0 / 3, within(1e-15));
        assertThat(value(MetricKind.RECALL, 3, counts)).isEqualTo(0.5);
        assertThat(value(MetricKind.F1, 3, counts)).isCloseTo(4.0 / 7, within(1e-15));
    }

    @Test
    void countsOfManyClassesAreAveragedOverThoseThatOccur() {
        float[] counts = {2, 1, 0, /* never predicted */ 0, 0, 3, /* nowhere */ 0, 0, 0};
        assertThat(value(MetricKind.PRECISION, 9, counts)).isCloseTo((2.0 / 3 + 0) / 2, within(1e-15));
        assertThat(value(MetricKind.RECALL, 9, counts)).isEqualTo(0.5);
        assertThat(value(MetricKind.F1, 9, counts)).isCloseTo((4.0 / 5) / 2, within(1e-15));
    }

    @Test
    void noPositivesAtAllCountAsZero() {
        assertThat(value(MetricKind.F1, 3, 0, 0, 0)).isEqualTo(0);
        assertThat(value(MetricKind.PRECISION, 3, 0, 0, 1)).isEqualTo(0);
        assertThat(value(MetricKind.RECALL, 3, 0, 1, 0)).isEqualTo(0);
    }

    @Test
    void aucOfKnownOrders() {
        assertThat(value(MetricKind.AUC, 2, 0.1f, 0, 0.4f, 0, 0.35f, 1, 0.8f, 1))
                .isEqualTo(0.75);
        assertThat(value(MetricKind.AUC, 2, 0.5f, 0, 0.5f, 1)).isEqualTo(0.5);
        assertThat(value(MetricKind.AUC, 2, -0f, 1, 0f, 0)).isEqualTo(0.5);
        assertThat(value(MetricKind.AUC, 2, -3, 0, -1, 1, -2, 0, 5, 1)).isEqualTo(1);
        assertThat(value(MetricKind.AUC, 2, 0.5f, 1, 0.7f, 1)).isNaN();
    }

    @Test
    void aucCountsPairs() {
        Random random = new Random(1);
        float[] pairs = new float[2 * 3000];
        for (int i = 0; i < pairs.length; i += 2) {
            pairs[i + 1] = random.nextInt(2);
            pairs[i] = (random.nextInt(20) - 10 + 3 * pairs[i + 1]) / 8f;
        }
        double won = 0;
        double all = 0;
        for (int p = 0; p < pairs.length; p += 2) {
            for (int n = 0; n < pairs.length; n += 2) {
                if (pairs[p + 1] == 1 && pairs[n + 1] == 0) {
                    won += pairs[p] > pairs[n] ? 1 : pairs[p] == pairs[n] ? 0.5 : 0;
                    all++;
                }
            }
        }
        assertThat(value(MetricKind.AUC, 2, pairs)).isCloseTo(won / all, within(1e-12));
    }

    @Test
    void rSquaredOfColumns() {
        float[] pairs = {1, 1.5f, 10, 10, 2, 2, 20, 20, 3, 2.5f, 30, 30};
        assertThat(value(MetricKind.R2, 4, pairs)).isCloseTo((0.75 + 1) / 2, within(1e-15));
    }

    @Test
    void rSquaredFarFromZeroLosesNoDigits() {
        float[] near = {1, 1.5f, 2, 2, 3, 2.5f};
        float[] far = near.clone();
        for (int i = 0; i < far.length; i++) {
            far[i] += 1_000_000;
        }
        assertThat(value(MetricKind.R2, 2, far)).isEqualTo(value(MetricKind.R2, 2, near));
    }

    @Test
    void rSquaredOfAConstant() {
        assertThat(value(MetricKind.R2, 2, 5, 5, 5, 5)).isEqualTo(1);
        assertThat(value(MetricKind.R2, 2, 5, 5, 5, 6)).isEqualTo(0);
        assertThat(value(MetricKind.R2, 2, 5, 5)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10})
    void batchesDoNotMatter(int batch) {
        Random random = new Random(2);
        float[] pairs = new float[60];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = random.nextInt(3) == 0 ? 1 : random.nextFloat();
        }
        for (MetricKind kind : List.of(MetricKind.RMSE, MetricKind.AUC, MetricKind.R2)) {
            Evaluation evaluation = new Evaluation(List.of(new MetricSpec("m", kind, 2)));
            for (int from = 0; from < 30; from += batch) {
                evaluation.add(0, pairs, 2 * from, Math.min(batch, 30 - from));
            }
            assertThat(evaluation.value(0)).isEqualTo(value(kind, 2, pairs));
        }
    }

    @Test
    void lossIsAveragedOverExamples() {
        Evaluation evaluation = new Evaluation(List.of());
        evaluation.addLoss(2, 3);
        evaluation.addLoss(6, 1);
        assertThat(evaluation.loss()).isEqualTo(3);
        assertThat(evaluation.count()).isEqualTo(4);
    }

    @Test
    void nothingIsNotANumber() {
        for (MetricKind kind : MetricKind.values()) {
            int width = kind.fits(2) ? 2 : 3;
            Evaluation evaluation = new Evaluation(List.of(new MetricSpec("m", kind, width)));
            assertThat(evaluation.value(0)).as(kind.label()).isNaN();
            assertThat(evaluation.loss()).isNaN();
            evaluation.add(0, new float[] {1, 1, 1}, 0, 1);
            evaluation.addLoss(1, 1);
            evaluation.clear();
            assertThat(evaluation.value(0)).as(kind.label()).isNaN();
            assertThat(evaluation.count()).isZero();
        }
    }

    @Test
    void valuesAreInTheModelsOrder() {
        Evaluation evaluation = new Evaluation(
                List.of(new MetricSpec("z", MetricKind.ACCURACY, 2), new MetricSpec("a", MetricKind.TOP_K, 2, 5)));
        evaluation.add(0, new float[] {1, 1}, 0, 1);
        evaluation.add(1, new float[] {9, 0, 1}, 1, 1);
        assertThat(evaluation.values().keySet()).containsExactly("z", "a");
        assertThat(evaluation.values().values()).containsExactly(1.0, 0.0);
    }

    @Test
    void widthsMustFit() {
        assertThatThrownBy(() -> new MetricSpec("f1", MetricKind.F1, 4)).hasMessage("metric f1 cannot be 4 wide");
        assertThatThrownBy(() -> new MetricSpec("accuracy", MetricKind.ACCURACY, 4))
                .hasMessage("metric accuracy cannot be 4 wide");
        assertThatThrownBy(() -> new MetricSpec("auc", MetricKind.AUC, 0)).hasMessage("metric auc cannot be 0 wide");
    }
}
