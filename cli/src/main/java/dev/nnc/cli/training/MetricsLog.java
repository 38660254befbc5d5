package dev.nnc.cli.training;

import dev.nnc.cli.console.Json;
import dev.nnc.cli.files.WholeFiles;
import dev.nnc.runtime.training.EpochResult;
import dev.nnc.runtime.training.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a line of JSON after each epoch, so that another program can watch. */
final class MetricsLog implements TrainingListener {
    private static final Pattern LINE = Pattern.compile("\\{\"epoch\":([0-9]{1,9}),.*}");

    private final Path file;

    /**
     * A log that begins anew or, where training goes on, with what is there of the epochs before. Lines of later ones come from a
     * training that ended after its last checkpoint, perhaps in the middle of one.
     *
     * @param before how many epochs are behind
     */
    MetricsLog(Path file, int before) throws IOException {
        this.file = file;
        if (before == 0) {
            Files.deleteIfExists(file);
        } else if (Files.exists(file)) {
            String kept = Files.readAllLines(file).stream()
                    .filter(line -> isOfEpoch(line, before))
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
            WholeFiles.write(Map.of(file, kept));
        }
    }

    private static boolean isOfEpoch(String line, int most) {
        Matcher epoch = LINE.matcher(line);
        return epoch.matches() && Integer.parseInt(epoch.group(1)) <= most;
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
