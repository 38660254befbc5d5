package dev.nnc.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the last successful run made of what, kept in a file between builds.
 *
 * @param settings digest of the settings of that run
 * @param models by name, the models it compiled
 */
record BuildState(String settings, SortedMap<String, Entry> models) {
    private static final String FORMAT = "nnc-maven-plugin state 1";

    /**
     * One model and its outputs.
     *
     * @param digest digest of the model's text
     * @param files digests of the files generated from it, by their place below the output folder
     */
    record Entry(String digest, SortedMap<String, String> files) {}

    /** The state before the first run. */
    static BuildState none() {
        return new BuildState("", new TreeMap<>());
    }

    /** Every file that was generated, with its digest. */
    SortedMap<String, String> files() {
        SortedMap<String, String> all = new TreeMap<>();
        models.values().forEach(entry -> all.putAll(entry.files()));
        return all;
    }

    /** Reads a state; one that is missing, or that another version of the plugin wrote, is none. */
    static BuildState read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return none();
        }
        return parse(Files.readAllLines(file)).orElseGet(BuildState::none);
    }

    private static Optional<BuildState> parse(List<String> lines) {
        if (lines.size() < 2 || !lines.get(0).equals(FORMAT)) {
            return Optional.empty();
        }
        SortedMap<String, Entry> models = new TreeMap<>();
        SortedMap<String, String> files = new TreeMap<>();
        for (String line : lines.subList(2, lines.size())) {
            String[] words = line.split(" ", 3);
            if (words.length == 3 && words[0].equals("model")) {
                files = new TreeMap<>();
                models.put(words[2], new Entry(words[1], files));
            } else if (words.length == 3 && words[0].equals("file")) {
                files.put(words[2], words[1]);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new BuildState(lines.get(1), models));
    }

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(FORMAT, settings));
        for (Map.Entry<String, Entry> model : models.entrySet()) {
            lines.add("model " + model.getValue().digest() + " " + model.getKey());
            model.getValue().files().forEach((name, digest) -> lines.add("file " + digest + " " + name));
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines) + "\n");
    }
}
