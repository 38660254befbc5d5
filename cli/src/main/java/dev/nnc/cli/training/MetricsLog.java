package dev.nnc.cli.training;

import dev.nnc.cli.console.Json;
import dev.nnc.runtime.training.EpochResult;
import dev.nnc.runtime.training.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a line of JSON after each epoch, so that another program can watch. */
final class MetricsLog implements TrainingListener {
    private final Path file;

    /** A log that begins anew, or with what is there when training goes on. */
    MetricsLog(Path file, boolean append) throws IOException {
        this.file = file;
        if (!append) {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void onEpoch(EpochResult result) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("epoch", result.epoch());
        line.putAll(values(result));
        line.put("samples_per_second", Math.rint(result.examplesPerSecond()));
        try {
            Files.writeString(file, Json.line(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** The losses and metrics of an epoch, under the names that all our JSON uses. */
    static Map<String, Double> values(EpochResult result) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("train_loss", result.trainLoss());
        if (!Double.isNaN(result.validationLoss())) {
            values.put("validation_loss", result.validationLoss());
        }
        result.metrics().forEach((name, value) -> values.put("validation_" + name, value));
        return values;
    }
}
