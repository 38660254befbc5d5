package dev.nnc.examples.digits;

import dev.nnc.runtime.data.ArraySource;
import dev.nnc.runtime.data.DataSource;
import dev.nnc.runtime.data.Split;
import dev.nnc.runtime.training.EpochResult;
import dev.nnc.runtime.training.TrainingLoop;
import dev.nnc.runtime.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Learns to read the digits of {@code digits.csv}, and reads one. */
public final class Main {
    private static final int PIXELS = 64;
    private static final long SEED = Digits.SIGNATURE.training().seed();

    private Main() {}

    /** Takes the path of the CSV file. */
    public static void main(String[] arguments) throws IOException {
        List<String> rows = read(Path.of(arguments.length == 0 ? "digits.csv" : arguments[0]));
        Digits network = Digits.create(SEED);
        double accuracy = train(network, rows, Digits.SIGNATURE.training().epochs());
        System.out.printf(Locale.ROOT, "held-out accuracy: %.4f%n", accuracy);
        float[] pixels = pixels(rows.get(0));
        System.out.println(picture(pixels) + "looks like a " + network.classify(pixels));
    }

    /** Trains as the model file says, and returns the accuracy of the weights that it ends with. */
    static double train(Digits network, List<String> rows, int epochs) {
        Split split = Split.of(source(rows), Digits.SIGNATURE.training().validate(), SEED);
        TrainingResult result = new TrainingLoop(network.trainer(), split.training())
                .validation(split.validation())
                .epochs(epochs)
                .run();
        EpochResult best = result.epochs().get(result.bestEpoch() - 1);
        return best.metrics().get("accuracy");
    }

    /** The rows below the header: 64 pixels of 0 to 16, and the digit. */
    static List<String> read(Path csv) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        return lines.subList(1, lines.size());
    }

    private static DataSource source(List<String> rows) {
        float[] pixels = new float[rows.size() * PIXELS];
        int[] digits = new int[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(pixels(rows.get(i)), 0, pixels, i * PIXELS, PIXELS);
            digits[i] = Integer.parseInt(rows.get(i).split(",")[PIXELS]);
        }
        return ArraySource.of(Digits.SIGNATURE, rows.size(), pixels, digits);
    }

    private static float[] pixels(String row) {
        String[] cells = row.split(",");
        float[] pixels = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            pixels[i] = Float.parseFloat(cells[i]);
        }
        return pixels;
    }

    private static String picture(float[] pixels) {
        StringBuilder picture = new StringBuilder();
        for (int i = 0; i < PIXELS; i++) {
            picture.append(" .:-=+*#@".charAt((int) pixels[i] / 2)).append(i % 8 == 7 ? "\n" : "");
        }
        return picture.toString();
    }
}
