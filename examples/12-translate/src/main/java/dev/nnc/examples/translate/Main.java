package dev.nnc.examples.translate;

import dev.nnc.examples.common.Progress;
import dev.nnc.runtime.training.TrainingLoop;
import dev.nnc.runtime.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/** Learns to say numbers in English from examples that it makes itself, and says some that it has not heard. */
public final class Main {
    private static final int LEARNED = 30_000;
    private static final int UNHEARD = 1000;

    private Main() {}

    /** Takes how many epochs. */
    public static void main(String[] arguments) throws IOException {
        int epochs = arguments.length == 0 ? Translate.SIGNATURE.training().epochs() : Integer.parseInt(arguments[0]);
        Translate network = Translate.create(Translate.SIGNATURE.training().seed());
        Sentences unheard = Sentences.random(UNHEARD, new Random(2));
        train(network, Sentences.random(LEARNED, new Random(1)), unheard, epochs);
        network.save(Path.of("translate.safetensors"));

        int[][] said = new Translator(network).translate(unheard);
        for (int i = 0; i < 10; i++) {
            System.out.println(unheard.number(i) + " is " + Numbers.text(said[i]));
        }
        System.out.printf(
                Locale.ROOT,
                "%.1f %% of %d numbers said without a mistake%n",
                100.0 * right(unheard, said) / UNHEARD,
                UNHEARD);
    }

    /** Trains, prints a line for each epoch, and returns what training came to. */
    static TrainingResult train(Translate network, Sentences learned, Sentences unheard, int epochs) {
        return new TrainingLoop(network.trainer(), learned.source())
                .validation(unheard.source())
                .epochs(epochs)
                .listener(new Progress())
                .run();
    }

    /** How many numbers were said without a mistake. */
    static int right(Sentences sentences, int[][] said) {
        return (int) IntStream.range(0, said.length)
                .filter(i -> Arrays.equals(said[i], Numbers.words(sentences.number(i))))
                .count();
    }
}
