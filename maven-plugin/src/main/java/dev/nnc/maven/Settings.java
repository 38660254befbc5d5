package dev.nnc.maven;

import dev.nnc.compiler.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What decides, beside the models' text, what is generated from them.
 *
 * @param tool digest of the plugin and the compiler themselves
 * @param goal the goal that runs, such as {@code generate}
 * @param flavour which form of the kernels is written
 * @param parameters values for model parameters by name
 * @param forceSplit whether all work that can be divided among threads is
 * @param encoding name of the character set of models and generated files
 * @param failOnWarning whether a warning stops the build as an error does
 */
record Settings(
        String tool,
        String goal,
        Options.Flavour flavour,
        Map<String, String> parameters,
        boolean forceSplit,
        String encoding,
        boolean failOnWarning) {
    Settings {
        parameters = Map.copyOf(parameters);
    }

    /** Differs whenever outputs made with other settings may not be kept. */
    String digest() {
        List<String> parts = new ArrayList<>(List.of(
                tool, goal, flavour.name(), Boolean.toString(forceSplit), encoding, Boolean.toString(failOnWarning)));
        new TreeMap<>(parameters).forEach((name, value) -> {
            parts.add(name);
            parts.add(value);
        });
        return Digests.of(parts);
    }
}
