package dev.nnc.cli.data;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.OutputSpec;
import dev.nnc.runtime.Signature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a network predicts, as a CSV table with a row for each example: first the columns that are carried through; then for
 * each output that is tied to a target the probability of each class, under its name (or {@code target_0, target_1, ...}), and
 * the likeliest one under the target's name; for other outputs the number under the output's name, or {@code output_0, ...}.
 */
public final class PredictionTable {
    private final Signature signature;
    private final TrainedData trained;
    private final Examples examples;
    private final float[][] outputs;

    private PredictionTable(Signature signature, TrainedData trained, Examples examples, float[][] outputs) {
        this.signature = signature;
        this.trained = trained;
        this.examples = examples;
        this.outputs = outputs;
    }

    /**
     * Predicts all examples.
     *
     * @param seed of what the network draws
     */
    public static PredictionTable of(Network network, Examples examples, long seed) {
        Signature signature = network.signature();
        Batch batch = examples.batch(signature);
        batch.setSeed(seed);
        float[][] outputs = signature.outputs().stream()
                .map(output -> new float[Math.multiplyExact(examples.size(), output.size())])
                .toArray(float[][]::new);
        network.predict(batch, examples.size(), outputs);
        return new PredictionTable(signature, TrainedData.of(network), examples, outputs);
    }

    /** Writes the table to a file. */
    public void write(Path file) throws IOException {
        try (OutputStream stream = Files.newOutputStream(file)) {
            write(stream);
        }
    }

    /** Writes the table to a stream, which stays open. */
    public void write(OutputStream stream) throws IOException {
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(stream);
        csv.writeRecord(header());
        for (int row = 0; row < examples.size(); row++) {
            csv.writeRecord(row(row));
        }
        csv.flush();
    }

    private List<String> header() {
        List<String> names = new ArrayList<>(examples.carried().keySet());
        for (OutputSpec output : signature.outputs()) {
            Optional<InputSpec> target = target(output);
            if (target.isPresent()) {
                names.addAll(classNames(target.get()));
                names.add(target.get().name());
            } else {
                names.addAll(numbered(output.name(), output.size()));
            }
        }
        return names;
    }

    private List<String> row(int row) {
        List<String> cells = new ArrayList<>();
        examples.carried().values().forEach(column -> cells.add(column.get(row)));
        for (int i = 0; i < outputs.length; i++) {
            OutputSpec output = signature.outputs().get(i);
            float[] values = Arrays.copyOfRange(outputs[i], row * output.size(), (row + 1) * output.size());
            Optional<InputSpec> target = target(output);
            float[] shown = target.isPresent() && values.length == 1 ? bothClasses(values[0]) : values;
            for (float value : shown) {
                cells.add(Float.toString(value));
            }
            target.ifPresent(of -> cells.add(className(of, likeliest(shown))));
        }
        return cells;
    }

    /** The target whose classes an output tells, one number for each or one for both of two. */
    private Optional<InputSpec> target(OutputSpec output) {
        return signature.targets().stream()
                .filter(target -> target.name().equals(output.ofTarget()))
                .filter(target -> target.classes() == output.size() || target.classes() == 2 && output.size() == 1)
                .findFirst();
    }

    private List<String> classNames(InputSpec target) {
        List<String> names = trained.classNamesOf(target);
        return names.isEmpty() ? numbered(target.name(), target.classes()) : names;
    }

    private String className(InputSpec target, int index) {
        List<String> names = trained.classNamesOf(target);
        return names.isEmpty() ? Integer.toString(index) : names.get(index);
    }

    private static List<String> numbered(String name, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(count == 1 ? name : name + "_" + i);
        }
        return names;
    }

    private static float[] bothClasses(float second) {
        return new float[] {1 - second, second};
    }

    private static int likeliest(float[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[best]) {
                best = i;
            }
        }
        return best;
    }
}
