package dev.nnc.runtime.training;

import dev.nnc.runtime.Best;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.TrainingSpec.Better;
import dev.nnc.runtime.metrics.Evaluation;
import dev.nnc.runtime.metrics.MetricSpec;
import java.util.List;

/** Watches the validation loss or a metric, keeps the best epoch's weights, and says when patience is at its end. */
final class EarlyStopping {

    private static final String LOSS = "loss";

    private final Best best;
    private final int patience;
    private final int metric;
    private final boolean higherIsBetter;

    /**
     * Watches a model.
     *
     * @param monitor {@code "loss"} or a metric's label
     * @param better what counts as an improvement of it
     * @throws IllegalArgumentException when there is no such metric
     */
    EarlyStopping(Signature signature, Best best, int patience, String monitor, Better better) {
        this.best = best;
        this.patience = patience;
        this.metric = metric(signature, monitor);
        boolean usual = metric >= 0 && signature.metrics().get(metric).kind().higherIsBetter();
        this.higherIsBetter = better == Better.USUAL ? usual : better == Better.HIGHER;
    }

    private static int metric(Signature signature, String monitor) {
        if (monitor.equals(LOSS)) {
            return -1;
        }
        List<String> labels =
                signature.metrics().stream().map(MetricSpec::label).toList();
        int metric = labels.indexOf(monitor);
        if (metric < 0) {
            throw new IllegalArgumentException(signature.model() + " has no metric " + monitor
                    + " to watch; there is loss" + (labels.isEmpty() ? "" : ", " + String.join(", ", labels)));
        }
        return metric;
    }

    /** Takes an epoch's validation; true when training should stop. */
    boolean isOver(int epoch, Evaluation validation) {
        double value = metric < 0 ? validation.loss() : validation.value(metric);
        if (isBetter(value)) {
            best.keep(epoch, value);
        }
        return epoch - best.epoch() >= patience;
    }

    private boolean isBetter(double value) {
        if (best.epoch() == 0) {
            return !Double.isNaN(value);
        }
        return higherIsBetter ? value > best.value() : value < best.value();
    }
}
