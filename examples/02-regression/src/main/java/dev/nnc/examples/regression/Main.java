package dev.nnc.examples.regression;

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

/** Learns from {@code diabetes.csv} how a disease goes on, and says it for one patient. */
public final class Main {
    private static final int MEASUREMENTS = 10;
    private static final long SEED = 42;

    private Main() {}

    /** Takes the path of the CSV file. */
    public static void main(String[] arguments) throws IOException {
        List<float[]> rows = read(Path.of(arguments.length == 0 ? "diabetes.csv" : arguments[0]));
        Diabetes network = Diabetes.create(SEED);
        EpochResult last = train(network, rows);
        System.out.printf(
                Locale.ROOT,
                "held out: R2 %.3f, mean absolute error %.1f%n",
                last.metrics().get("r2"),
                last.metrics().get("mean_absolute_error"));
        float[] patient = rows.get(0);
        System.out.printf(
                Locale.ROOT,
                "the first patient: %.0f expected, %.0f measured%n",
                network.predict(Arrays.copyOf(patient, MEASUREMENTS)),
                patient[MEASUREMENTS]);
    }

    /** Trains as the model file says, and returns what the last epoch came to. */
    static EpochResult train(Diabetes network, List<float[]> rows) {
        Split split = Split.of(source(rows), Diabetes.SIGNATURE.training().validate(), SEED);
        List<EpochResult> epochs = new TrainingLoop(network.trainer(), split.training())
                .validation(split.validation())
                .run()
                .epochs();
        return epochs.get(epochs.size() - 1);
    }

    /** The numbers of each row below the header: 10 measurements and the progression. */
    static List<float[]> read(Path csv) throws IOException {
        return Files.readAllLines(csv).stream().skip(1).map(Main::numbers).toList();
    }

    private static float[] numbers(String line) {
        String[] cells = line.split(",");
        float[] numbers = new float[cells.length];
        for (int i = 0; i < cells.length; i++) {
            numbers[i] = Float.parseFloat(cells[i]);
        }
        return numbers;
    }

    private static DataSource source(List<float[]> rows) {
        float[] measurements = new float[rows.size() * MEASUREMENTS];
        float[] progressions = new float[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, measurements, i * MEASUREMENTS, MEASUREMENTS);
            progressions[i] = rows.get(i)[MEASUREMENTS];
        }
        return ArraySource.of(Diabetes.SIGNATURE, rows.size(), measurements, progressions);
    }
}
