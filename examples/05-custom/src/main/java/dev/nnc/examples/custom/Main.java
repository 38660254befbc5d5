package dev.nnc.examples.custom;

import dev.nnc.examples.common.DigitFile;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.data.DataSource;
import dev.nnc.runtime.data.Split;
import dev.nnc.runtime.training.TrainingLoop;
import dev.nnc.runtime.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Trains a network whose activation, loss and block stand in the model file, and shows the digits that its loss cares about. */
public final class Main {
    private static final int DIGITS = 10;
    private static final int SHOWN = 3;
    private static final long SEED = Custom.SIGNATURE.training().seed();

    private Main() {}

    /** Takes the path of the CSV file. */
    public static void main(String[] arguments) throws IOException {
        Split split = split(Path.of(arguments.length == 0 ? "../03-digits/digits.csv" : arguments[0]));
        Custom network = Custom.create(SEED);
        double accuracy = train(network, split, Custom.SIGNATURE.training().epochs());
        System.out.printf(Locale.ROOT, "held-out accuracy: %.4f%n", accuracy);
        hardest(network, split.validation()).forEach(System.out::println);
    }

    /** The digits of lesson 3, those to learn from and those to hold out. */
    static Split split(Path csv) throws IOException {
        DataSource digits = DigitFile.read(csv).source(Custom.SIGNATURE);
        return Split.of(digits, Custom.SIGNATURE.training().validate(), SEED);
    }

    /** Trains, and returns the accuracy of the weights that it ends with. */
    static double train(Custom network, Split split, int epochs) {
        TrainingResult result = new TrainingLoop(network.trainer(), split.training())
                .validation(split.validation())
                .epochs(epochs)
                .run();
        return result.epochs().get(epochs - 1).metrics().get("accuracy");
    }

    /** Pictures of the digits that the network finds least probable to be what they are. */
    static List<String> hardest(Custom network, DataSource digits) {
        int count = digits.size();
        Batch batch = Batch.forTraining(Custom.SIGNATURE, count);
        digits.read(IntStream.range(0, count).toArray(), 0, count, batch);
        float[] pixels = batch.floats(0);
        int[] truth = batch.classes(1);
        float[] probabilities = new float[count * DIGITS];
        network.predict(pixels, count, probabilities);
        return IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparing(i -> probabilities[i * DIGITS + truth[i]]))
                .limit(SHOWN)
                .map(i -> String.format(
                        Locale.ROOT,
                        "%sis a %d, found %.2f probable%n",
                        DigitFile.picture(pixels, i * DigitFile.PIXELS),
                        truth[i],
                        probabilities[i * DIGITS + truth[i]]))
                .toList();
    }
}
