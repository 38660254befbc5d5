package dev.nnc.cli.data;

import dev.nnc.cli.console.Json;
import dev.nnc.cli.console.UserError;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Network;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The columns that a network was trained on, and the names of its classes, as they travel with its weights. */
public final class TrainedColumns {
    private static final String COLUMNS = "columns.";
    private static final String CLASSES = "classes.";

    private TrainedColumns() {}

    /** Keeps columns and class names with the weights. */
    public static void put(Network network, Map<String, List<String>> columns) {
        columns.forEach((slot, names) -> network.putMetadata(COLUMNS + slot, Json.list(names)));
        slots(network)
                .filter(slot -> !slot.classNames().isEmpty())
                .forEach(slot -> network.putMetadata(CLASSES + slot.name(), Json.list(slot.classNames())));
    }

    /** The columns of each input and target, where the weights know them. */
    public static Map<String, List<String>> of(Network network) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        slots(network).forEach(slot -> {
            String json = network.metadata().get(COLUMNS + slot.name());
            if (json != null) {
                columns.put(slot.name(), Json.readList(json));
            }
        });
        return columns;
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
