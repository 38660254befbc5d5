package dev.nnc.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What tells some examples from others: how many there are, and a hash of some of them for each input and target.
 *
 * @param examples how many
 * @param hashes of each input and target, by its name
 */
public record DataFingerprint(int examples, Map<String, Long> hashes) {

    /** Copies the map. */
    public DataFingerprint {
        hashes = Map.copyOf(hashes);
    }

    /** In which way these examples are others than {@code now}, to stand behind "training began with"; empty when they are not. */
    public Optional<String> difference(DataFingerprint now) {
        if (examples != now.examples) {
            return Optional.of(examples + " examples, but there are " + now.examples + " now");
        }
        List<String> changed = hashes.keySet().stream()
                .filter(slot -> !hashes.get(slot).equals(now.hashes.get(slot)))
                .sorted()
                .toList();
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of("other values of `" + String.join("`, `", changed) + "`");
    }
}
