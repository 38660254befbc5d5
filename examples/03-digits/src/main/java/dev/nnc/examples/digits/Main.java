package dev.nnc.examples.digits;

import dev.nnc.examples.common.DigitFile;
import dev.nnc.runtime.data.Split;
import dev.nnc.runtime.training.EpochResult;
import dev.nnc.runtime.training.TrainingLoop;
import dev.nnc.runtime.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Learns to read the digits of {@code digits.csv}, and reads one. */
public final class Main {
    private static final long SEED = Digits.SIGNATURE.training().seed();

    private Main() {}

    /** Takes the path of the CSV file. */
    public static void main(String[] arguments) throws IOException {
        DigitFile digits = DigitFile.read(Path.of(arguments.length == 0 ? "digits.csv" : arguments[0]));
        Digits network = Digits.create(SEED);
        double accuracy = train(network, digits, Digits.SIGNATURE.training().epochs());
        System.out.printf(Locale.ROOT, "held-out accuracy: %.4f%n", accuracy);
        float[] pixels = digits.pixels(0);
        System.out.println(DigitFile.picture(pixels, 0) + "looks like a " + network.classify(pixels));
    }

    /** Trains as the model file says, and returns the accuracy of the weights that it ends with. */
    static double train(Digits network, DigitFile digits, int epochs) {
        Split split = Split.of(
                digits.source(Digits.SIGNATURE), Digits.SIGNATURE.training().validate(), SEED);
        TrainingResult result = new TrainingLoop(network.trainer(), split.training())
                .validation(split.validation())
                .epochs(epochs)
                .run();
        EpochResult best = result.epochs().get(result.bestEpoch() - 1);
        return best.metrics().get("accuracy");
    }
}
