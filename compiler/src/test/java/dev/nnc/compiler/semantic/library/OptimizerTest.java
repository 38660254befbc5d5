package dev.nnc.compiler.semantic.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nnc.compiler.semantic.builtin.Optimizer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the golden cases of optimizers do not reach: settings, slots, decay, Lion, bounds. */
class OptimizerTest {
    @Test
    void whatIsTurnedOffIsNotThere() {
        Optimizer plain = SampleUpdate.of("sgd", "rate", 0.1).optimizer;
        assertThat(plain.settings()).isEmpty();
        assertThat(plain.slots()).isEmpty();
        Optimizer heavy = SampleUpdate.of("sgd", "rate", 0.1, "momentum", 0.9, "decay", 0.01).optimizer;
        assertThat(heavy.settings()).isEqualTo(Map.of("momentum", 0.9, "decay", 0.01));
        assertThat(heavy.slots()).containsExactly("velocity");
    }

    @Test
    void defaultsArePyTorchs() {
        Optimizer adam = SampleUpdate.of("adam").optimizer;
        assertThat(adam.rate().rate()).isEqualTo(1e-3);
        assertThat(adam.settings()).isEqualTo(Map.of("beta1", 0.9, "beta2", 0.999, "epsilon", 1e-8));
        assertThat(adam.settings().keySet()).containsExactly("beta1", "beta2", "epsilon");
        assertThat(SampleUpdate.of("adamw").optimizer.settings()).containsEntry("decay", 0.01);
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "adagrad", "adadelta", "rmsprop", "adamax", "nadam", "radam"})
    void decayIsAPenaltyInTheGradient(String name) {
        double[] plain = SampleUpdate.of(name, "rate", 0.1).step(new double[] {2}, new double[] {0.3 + 0.5 * 2});
        double[] decayed = SampleUpdate.of(name, "rate", 0.1, "decay", 0.5).step(new double[] {2}, new double[] {0.3});
        assertThat(decayed[0]).isCloseTo(plain[0], within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"adamw", "lion"})
    void decoupledDecayPassesTheOptimizerBy(String name) {
        double[] plain = SampleUpdate.of(name, "rate", 0.1, "decay", 0.0).step(new double[] {2}, new double[] {0.3});
        double[] decayed = SampleUpdate.of(name, "rate", 0.1, "decay", 0.5).step(new double[] {2}, new double[] {0.3});
        assertThat(decayed[0]).isCloseTo(plain[0] - 0.1 * 0.5 * 2, within(1e-12));
    }

    @Test
    void lionMovesByTheSignOfTheMean() {
        SampleUpdate lion = SampleUpdate.of("lion", "rate", 0.1);
        double[] first = lion.step(new double[] {1, 1, 1}, new double[] {3, -2, 0});
        assertThat(first).containsExactly(new double[] {0.9, 1.1, 1}, within(1e-12));
        // The means are 0.03, -0.02 and 0; a small gradient does not turn them.
        double[] second = lion.step(first, new double[] {-0.1, 0.5, 1});
        assertThat(second).containsExactly(new double[] {0.8, 1.0, 0.9}, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "adamw", "adamax", "nadam", "radam", "lamb", "lion"})
    void whatFadesEndsAtZero(String name) {
        SampleUpdate update = SampleUpdate.of(name, "rate", 0.1, "beta1", 0.5, "beta2", 0.5);
        double[] parameters = update.step(new double[] {1}, new double[] {0.1});
        for (int step = 0; step < 90; step++) {
            parameters = update.step(parameters, new double[] {0});
        }
        assertThat(update.slot(0)).isGreaterThan(0x1p-100);
        for (int step = 0; step < 10; step++) {
            parameters = update.step(parameters, new double[] {0});
        }
        assertThat(update.slot(0)).isZero();
    }

    @Test
    void momentumEndsAtZero() {
        SampleUpdate update = SampleUpdate.of("sgd", "rate", 0.1, "momentum", 0.5);
        update.step(new double[] {1}, new double[] {0x1.8p-100});
        assertThat(update.slot(0)).isEqualTo(0x1.8p-100);
        update.step(new double[] {1}, new double[] {0});
        assertThat(update.slot(0)).isZero();
    }

    @Test
    void squaresTooSmallForAFloatCountAsZero() {
        SampleUpdate update = SampleUpdate.of("rmsprop", "alpha", 0.0);
        update.step(new double[] {1}, new double[] {0x1p-49});
        assertThat(update.slot(0)).isEqualTo(0x1p-98);
        update.step(new double[] {1}, new double[] {0x1p-51});
        assertThat(update.slot(0)).isZero();
    }

    @Test
    void gradientsWithinTheBoundStayAsTheyAre() {
        Optimizer sgd = SampleUpdate.of("sgd", "rate", 1.0).optimizer;
        double[] within = new SampleUpdate(sgd, SampleUpdate.Bound.NORM, 10).step(new double[2], new double[] {3, 4});
        assertThat(within).containsExactly(-3, -4);
        double[] scaled = new SampleUpdate(sgd, SampleUpdate.Bound.NORM, 1).step(new double[2], new double[] {3, 4});
        assertThat(scaled).containsExactly(new double[] {-0.6, -0.8}, within(1e-6));
        double[] nan =
                new SampleUpdate(sgd, SampleUpdate.Bound.NORM, 1).step(new double[2], new double[] {Double.NaN, 4});
        assertThat(nan).containsOnly(Double.NaN);
        double[] cut = new SampleUpdate(sgd, SampleUpdate.Bound.VALUE, 3.5).step(new double[2], new double[] {3, -4});
        assertThat(cut).containsExactly(-3, 3.5);
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        RejectionAssert.rejects(
                () -> SampleUpdate.of("adam", "beta1", 1.0),
                "out-of-range",
                "`beta1` must be at least 0 and below 1, not 1");
        RejectionAssert.rejects(
                () -> SampleUpdate.of("sgd", "rate", -0.1), "out-of-range", "`rate` must be at least 0, not -0.1");
        RejectionAssert.rejects(
                () -> SampleUpdate.of("sgd", "rate", 0.1, "nesterov", true),
                "nesterov-without-momentum",
                "`nesterov` needs a `momentum` above 0");
    }
}
