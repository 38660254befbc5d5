package dev.nnc.cli.training;

import java.nio.file.Path;

/**
 * Where a training leaves its files.
 *
 * @param weights the weights, as a safetensors file
 * @param checkpoint what training goes on from with {@code --resume}
 * @param metrics a line of JSON for each epoch
 * @param picture the loss curve
 * @param surface the picture that {@code plot-loss} draws
 * @param trajectory the weights after each epoch, for {@code plot-loss}
 */
public record RunFiles(Path weights, Path checkpoint, Path metrics, Path picture, Path surface, Path trajectory) {
    private static final String EXTENSION = ".safetensors";

    /** The files of a training in a folder, such as {@code perceptron-run/perceptron.safetensors}. */
    public static RunFiles in(Path folder, String name) {
        return of(folder.resolve(name + EXTENSION));
    }

    /** The files of a training that writes these weights: all beside them. */
    public static RunFiles of(Path weights) {
        String name = weights.getFileName().toString();
        String stem = name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
        return new RunFiles(
                weights,
                weights.resolveSibling(stem + ".checkpoint" + EXTENSION),
                weights.resolveSibling(stem + ".metrics.jsonl"),
                weights.resolveSibling(stem + ".loss.png"),
                weights.resolveSibling(stem + ".surface.png"),
                weights.resolveSibling(stem + ".trajectory" + EXTENSION));
    }
}
