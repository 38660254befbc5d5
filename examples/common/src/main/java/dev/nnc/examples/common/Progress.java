package dev.nnc.examples.common;

import dev.nnc.runtime.training.EpochResult;
import dev.nnc.runtime.training.TrainingListener;
import java.util.Locale;

/** Prints a line for each epoch: losses, metrics and speed. */
public final class Progress implements TrainingListener {

    @Override
    public void onEpoch(EpochResult result) {
        StringBuilder line = new StringBuilder();
        line.append(String.format(Locale.ROOT, "epoch %d: loss %.4f", result.epoch(), result.trainLoss()));
        if (!Double.isNaN(result.validationLoss())) {
            line.append(String.format(Locale.ROOT, ", held-out loss %.4f", result.validationLoss()));
        }
        result.metrics().forEach((name, value) -> line.append(String.format(Locale.ROOT, ", %s %.4f", name, value)));
        System.out.println(line + String.format(Locale.ROOT, ", %.0f examples a second", result.examplesPerSecond()));
    }
}
