package dev.nnc.examples.perceptron;

import dev.nnc.runtime.data.ArraySource;
import dev.nnc.runtime.data.DataSource;
import dev.nnc.runtime.data.Split;
import dev.nnc.runtime.training.EpochResult;
import dev.nnc.runtime.training.TrainingLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Trains one neuron on {@code breast_cancer.csv}, keeps it in a file, and asks it about a tumour. */
public final class Main {
    private static final int FEATURES = 30;
    private static final long SEED = 42;

    private Main() {}

    /** Takes the path of the CSV file. */
    public static void main(String[] arguments) throws IOException {
        List<String[]> rows = read(Path.of(arguments.length == 0 ? "breast_cancer.csv" : arguments[0]));
        Perceptron network = Perceptron.create(SEED);
        EpochResult last = train(network, rows);
        System.out.printf(
                Locale.ROOT,
                "held-out accuracy after %d epochs: %.4f%n",
                last.epoch(),
                last.metrics().get("accuracy"));

        Path weights = Path.of("perceptron.safetensors");
        network.save(weights);
        Perceptron loaded = Perceptron.load(weights);
        float[] tumour = features(rows.get(0));
        System.out.printf(
                Locale.ROOT,
                "the first tumour is %s: %.3f malignant; the file says %s%n",
                loaded.classify(tumour).text(),
                loaded.predict(tumour),
                rows.get(0)[FEATURES]);
    }

    /** Trains as the model file says, and returns what the last epoch came to. */
    static EpochResult train(Perceptron network, List<String[]> rows) {
        Split split = Split.of(source(rows), Perceptron.SIGNATURE.training().validate(), SEED);
        List<EpochResult> epochs = new TrainingLoop(network.trainer(), split.training())
                .validation(split.validation())
                .run()
                .epochs();
        return epochs.get(epochs.size() - 1);
    }

    /** The cells of each row below the header: 30 features and the diagnosis. */
    static List<String[]> read(Path csv) throws IOException {
        return Files.readAllLines(csv).stream()
                .skip(1)
                .map(line -> line.split(","))
                .toList();
    }

    private static DataSource source(List<String[]> rows) {
        float[] features = new float[rows.size() * FEATURES];
        int[] diagnoses = new int[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(features(rows.get(i)), 0, features, i * FEATURES, FEATURES);
            diagnoses[i] = diagnosis(rows.get(i)[FEATURES]).ordinal();
        }
        return ArraySource.of(Perceptron.SIGNATURE, rows.size(), features, diagnoses);
    }

    private static float[] features(String[] row) {
        float[] features = new float[FEATURES];
        for (int i = 0; i < FEATURES; i++) {
            features[i] = Float.parseFloat(row[i]);
        }
        return features;
    }

    private static Perceptron.Diagnosis diagnosis(String text) {
        return Arrays.stream(Perceptron.Diagnosis.values())
                .filter(diagnosis -> diagnosis.text().equals(text))
                .findFirst()
                .orElseThrow();
    }
}
