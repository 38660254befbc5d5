package dev.nnc.generated.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.runtime.safetensors.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What PyTorch computed for a small network: tensors by names such as {@code in.x}, {@code step2.param.net.0.weight}. */
record GoldenCase(String name, Map<String, Safetensors.Tensor> tensors) {
    private static final String FOLDER = "golden.cases";

    /** The folder that Maven was called in, which a relative folder of cases starts from. */
    private static final String CALLED_FROM = "golden.from";

    private static final String ENDING = ".safetensors";

    /** The folder of the cases: that of the system property {@code golden.cases}, or the committed one. */
    static Path folder() {
        String other = System.getProperty(FOLDER, "");
        if (!other.isEmpty()) {
            return Path.of(System.getProperty(CALLED_FROM, "")).resolve(other);
        }
        try {
            return Path.of(GoldenCase.class.getResource("/golden").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The names of the cases in the folder. */
    static List<String> names() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the folder of golden cases", e);
        }
    }

    /** Reads a case. */
    static GoldenCase read(String name) {
        return read(name, folder().resolve(name + ENDING));
    }

    /** Reads a case of a committed folder. */
    static GoldenCase read(String folder, String name) {
        try {
            return read(
                    name,
                    Path.of(GoldenCase.class
                            .getResource("/" + folder + "/" + name + ENDING)
                            .toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GoldenCase read(String name, Path file) {
        assertThat(file).as("the golden case").exists();
        try {
            return new GoldenCase(name, Safetensors.read(file).tensors());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A tensor, which must be there. */
    Safetensors.Tensor get(String tensor) {
        assertThat(tensors).containsKey(tensor);
        return tensors.get(tensor);
    }

    boolean has(String tensor) {
        return tensors.containsKey(tensor);
    }

    /** What stands behind a prefix in the names of tensors. */
    List<String> startingWith(String prefix) {
        return tensors.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .sorted()
                .toList();
    }

    /** How many steps the optimizer took. */
    int steps() {
        int steps = 0;
        while (!startingWith("step" + (steps + 1) + ".").isEmpty()) {
            steps++;
        }
        return steps;
    }
}
