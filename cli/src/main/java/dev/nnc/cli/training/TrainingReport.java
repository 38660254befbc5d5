package dev.nnc.cli.training;

import dev.nnc.cli.console.UserError;
import dev.nnc.cli.files.WholeFiles;
import dev.nnc.runtime.training.EpochResult;
import dev.nnc.runtime.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is said about a training that has ended.
 *
 * @param seconds from the start of the compilation to the end of the training
 */
public record TrainingReport(String model, TrainingResult result, long seed, double seconds, RunFiles files) {

    /** Fails when training ran away, so that its weights are worth nothing. */
    public void throwIfDiverged() {
        if (result.end() == TrainingResult.End.DIVERGED) {
            throw UserError.of(
                    "the loss became infinite or no number in epoch "
                            + (result.epochs().size() + 1) + "; no weights were written",
                    "a smaller rate may help (--rate), or clipping the gradients");
        }
    }

    /** Draws the loss curve; tells why when this Java cannot. */
    public Optional<String> drawPicture() throws IOException {
        Files.deleteIfExists(files.picture());
        if (result.epochs().isEmpty()) {
            return Optional.empty();
        }
        try {
            WholeFiles.write(files.picture(), part -> LossCurve.draw(model, result.epochs(), part));
            return Optional.empty();
        } catch (LinkageError | InternalError noFonts) {
            return Optional.of("no picture of the loss: this Java cannot draw text (" + noFonts.getMessage() + ")");
        }
    }

    /** What a person wants to know. */
    public String talk() {
        StringBuilder text = new StringBuilder();
        text.append(
                switch (result.end()) {
                    case STOPPED_EARLY -> "stopped early";
                    case REQUESTED -> "interrupted";
                    default -> "finished";
                });
        text.append(String.format(Locale.ROOT, " after %.1f s", seconds));
        if (bestEpoch() != null) {
            text.append(", with the weights of epoch ").append(bestEpoch().epoch());
        }
        text.append("\nweights     ").append(files.weights());
        text.append("\ncheckpoint  ").append(files.checkpoint());
        if (Files.exists(files.trajectory())) {
            text.append("\ntrajectory  ").append(files.trajectory());
        }
        text.append("\nmetrics     ").append(files.metrics());
        if (Files.exists(files.picture())) {
            text.append("\nloss curve  ").append(files.picture());
        }
        return text.toString();
    }

    /** The losses and metrics of the epoch whose weights were written. */
    public Map<String, Double> results() {
        return bestEpoch() == null ? Map.of() : MetricsLog.values(bestEpoch());
    }

    /** All of it for another program. */
    public Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("model", model);
        object.putAll(results());
        object.put("epochs", result.epochs().size());
        object.put("best_epoch", result.bestEpoch());
        object.put("end", result.end().name().toLowerCase(Locale.ROOT));
        object.put("seconds", Math.rint(seconds * 1000) / 1000);
        object.put("seed", seed);
        object.put("weights", files.weights().toString());
        object.put("checkpoint", files.checkpoint().toString());
        object.put("metrics", files.metrics().toString());
        object.put("picture", files.picture().toString());
        return object;
    }

    private EpochResult bestEpoch() {
        return result.epochs().stream()
                .filter(epoch -> epoch.epoch() == result.bestEpoch())
                .findFirst()
                .orElse(null);
    }
}
