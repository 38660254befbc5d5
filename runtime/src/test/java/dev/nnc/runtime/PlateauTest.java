package dev.nnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Holds the watch over epochs against PyTorch. */
class PlateauTest {
    private static final double[] LOSSES = {
        1.0, 0.9, 0.95, 0.91, 0.90, 0.8999, 0.89995, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99, 1.0, 0.5, 0.6, 0.7,
        0.8, 0.9, 1.0, 1.1
    };

    /** The rates after each of the losses, by ReduceLROnPlateau(0.1, 0.3, patience 2, threshold 1e-2, cooldown 1, 0.002). */
    private static final double[] RATES = {
        0.1, 0.1, 0.1, 0.1, 0.03, 0.03, 0.03, 0.03, 0.009, 0.009, 0.009, 0.009, 0.0027, 0.0027, 0.0027, 0.0027, 0.0027,
        0.0027, 0.0027, 0.002, 0.002, 0.002, 0.002
    };

    private static final PlateauSpec SPEC = new PlateauSpec(0.3, 2, 1e-2, 1, 0.002);

    @Test
    void lowersTheRateWherePyTorchDoes() {
        Plateau plateau = new Plateau(SPEC);
        double rate = 0.1;
        for (int epoch = 0; epoch < LOSSES.length; epoch++) {
            rate = plateau.isOver(LOSSES[epoch]) ? plateau.lowered(rate) : rate;
            assertThat(rate).as("epoch " + epoch).isCloseTo(RATES[epoch], within(1e-12));
        }
    }

    @Test
    void goesOnFromWhatAnotherOneHadSeen() {
        Plateau plateau = new Plateau(SPEC);
        double rate = 0.1;
        for (int epoch = 0; epoch < LOSSES.length; epoch++) {
            Plateau next = new Plateau(SPEC);
            next.goOn(plateau.best(), plateau.worse(), plateau.cooling());
            plateau = next;
            rate = plateau.isOver(LOSSES[epoch]) ? plateau.lowered(rate) : rate;
            assertThat(rate).as("epoch " + epoch).isCloseTo(RATES[epoch], within(1e-12));
        }
    }
}
