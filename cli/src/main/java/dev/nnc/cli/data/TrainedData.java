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
 * @param classNames the names of a target's classes where the model only counts them, by the target's name
 * @param vocabulary the characters of a text
 */
public record TrainedData(
        Map<String, List<String>> columns, Map<String, List<String>> classNames, Optional<Vocabulary> vocabulary) {
    /** Nothing is known, and nothing needs to be. */
    public static final TrainedData NOTHING = new TrainedData(Map.of(), Map.of(), Optional.empty());

    private static final String COLUMNS = "columns.";
    private static final String CLASSES = "classes.";

    /** Data from these columns of a table. */
    public static TrainedData of(Map<String, List<String>> columns) {
        return new TrainedData(columns, Map.of(), Optional.empty());
    }

    /** A text of these characters. */
    public static TrainedData of(Vocabulary vocabulary) {
        return new TrainedData(Map.of(), Map.of(), Optional.of(vocabulary));
    }

    /** Classes whose names are {@code names}. */
    public static TrainedData ofClasses(InputSpec target, List<String> names) {
        return new TrainedData(Map.of(), Map.of(target.name(), names), Optional.empty());
    }

    /** What a network's weights know. */
    public static TrainedData of(Network network) {
        boolean text = network.metadata().containsKey(Vocabulary.METADATA);
        return new TrainedData(
                lists(network, COLUMNS),
                lists(network, CLASSES),
                text ? Optional.of(Vocabulary.of(network)) : Optional.empty());
    }

    private static Map<String, List<String>> lists(Network network, String key) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        slots(network).forEach(slot -> {
            String json = network.metadata().get(key + slot.name());
            if (json != null) {
                lists.put(slot.name(), Json.readList(json));
            }
        });
        return lists;
    }

    /** The names of the classes of an input or target: the model's, or those of the data; empty when they have none. */
    public List<String> classNamesOf(InputSpec slot) {
        return slot.classNames().isEmpty() ? classNames.getOrDefault(slot.name(), List.of()) : slot.classNames();
    }

    /** Keeps it, and the names of the model's classes, with the weights. */
    public void keepWith(Network network) {
        columns.forEach((slot, names) -> network.putMetadata(COLUMNS + slot, Json.list(names)));
        vocabulary.ifPresent(characters -> characters.keepWith(network));
        slots(network)
                .filter(slot -> !classNamesOf(slot).isEmpty())
                .forEach(slot -> network.putMetadata(CLASSES + slot.name(), Json.list(classNamesOf(slot))));
    }

    /** Fails when the weights were trained with other classes than the model's. */
    public static void checkClasses(Network network) {
        lists(network, CLASSES).forEach((name, trained) -> {
            InputSpec slot = slots(network)
                    .filter(s -> s.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            boolean counted = slot.classNames().isEmpty();
            if (counted ? trained.size() != slot.classes() : !trained.equals(slot.classNames())) {
                throw UserError.of("the weights were trained with the classes " + Json.list(trained) + " of `" + name
                        + "`, but the model has "
                        + (counted ? slot.classes() + " without names" : Json.list(slot.classNames())));
            }
        });
    }

    private static Stream<InputSpec> slots(Network network) {
        return Stream.concat(network.signature().inputs().stream(), network.signature().targets().stream());
    }
}
