package dev.nnc.cli.data;

import dev.nnc.cli.console.Json;
import dev.nnc.cli.console.UserError;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.data.Vocabulary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What must be known of the data that a network was trained on to read more of its kind; it travels with the weights.
 *
 * @param columns the columns of each input and target, by its name; empty for what is no table
 * @param vocabulary the characters of a text
 */
public record TrainedData(Map<String, List<String>> columns, Optional<Vocabulary> vocabulary) {
    /** Nothing is known, and nothing needs to be. */
    public static final TrainedData NOTHING = new TrainedData(Map.of(), Optional.empty());

    private static final String COLUMNS = "columns.";
    private static final String CLASSES = "classes.";

    /** Data from these columns of a table. */
    public static TrainedData of(Map<String, List<String>> columns) {
        return new TrainedData(columns, Optional.empty());
    }

    /** A text of these characters. */
    public static TrainedData of(Vocabulary vocabulary) {
        return new TrainedData(Map.of(), Optional.of(vocabulary));
    }

    /** What a network's weights know. */
    public static TrainedData of(Network network) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        slots(network).forEach(slot -> {
            String json = network.metadata().get(COLUMNS + slot.name());
            if (json != null) {
                columns.put(slot.name(), Json.readList(json));
            }
        });
        boolean text = network.metadata().containsKey(Vocabulary.METADATA);
        return new TrainedData(columns, text ? Optional.of(Vocabulary.of(network)) : Optional.empty());
    }

    /** Keeps it, and the names of the model's classes, with the weights. */
    public void keepWith(Network network) {
        columns.forEach((slot, names) -> network.putMetadata(COLUMNS + slot, Json.list(names)));
        vocabulary.ifPresent(characters -> characters.keepWith(network));
        slots(network)
                .filter(slot -> !slot.classNames().isEmpty())
                .forEach(slot -> network.putMetadata(CLASSES + slot.name(), Json.list(slot.classNames())));
    }

    /** Fails when the weights were trained with classes of other names than the model's. */
    public static void checkClasses(Network network) {
        slots(network).forEach(slot -> {
            String json = network.metadata().get(CLASSES + slot.name());
            if (json != null && !Json.readList(json).equals(slot.classNames())) {
                throw UserError.of("the weights were trained with the classes " + json + " of `" + slot.name()
                        + "`, but the model has " + Json.list(slot.classNames()));
            }
        });
    }

    private static Stream<InputSpec> slots(Network network) {
        return Stream.concat(network.signature().inputs().stream(), network.signature().targets().stream());
    }
}
