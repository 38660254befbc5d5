package dev.nnc.examples.common;

import dev.nnc.runtime.Network;
import dev.nnc.runtime.data.Split;
import dev.nnc.runtime.data.TextSource;
import dev.nnc.runtime.data.Vocabulary;
import dev.nnc.runtime.training.TrainingLoop;
import dev.nnc.runtime.training.TrainingResult;
import java.util.Random;

/** Trains networks that predict a text's next character, and writes with them. */
public final class TextLesson {
    private static final double HELD_OUT = 0.1;

    private TextLesson() {}

    /**
     * Trains on windows of a text, a tenth of which are held out, and keeps the text's characters with the network's weights.
     *
     * @return what training came to
     */
    public static TrainingResult train(Network network, String text, int epochs) {
        Vocabulary vocabulary = Vocabulary.of(text);
        vocabulary.keepWith(network);
        TextSource windows = TextSource.of(network.signature(), text, vocabulary);
        Split split = Split.of(windows, HELD_OUT, network.signature().training().seed());
        return new TrainingLoop(network.trainer(), split.training())
                .validation(split.validation())
                .epochs(epochs)
                .listener(new Progress())
                .run();
    }

    /** A network that reads one character after another. */
    @FunctionalInterface
    public interface Reader {

        /** Takes the next character, and says how probable each class is to follow. */
        float[] read(int letter);
    }

    /**
     * Writes on from a beginning: draws each character as probable as the network finds it, and reads it in turn.
     *
     * @param start what comes first, one character or more
     * @param temperature below 1 the likely ones are drawn even oftener, near 0 always the likeliest
     * @return the beginning and {@code characters} more
     */
    public static String write(
            Reader network, Vocabulary vocabulary, String start, int characters, double temperature, Random random) {
        float[] probabilities = {};
        for (int letter : vocabulary.encode(start)) {
            probabilities = network.read(letter);
        }
        StringBuilder text = new StringBuilder(start);
        for (int i = 0; i < characters; i++) {
            int letter = draw(probabilities, vocabulary.size(), temperature, random);
            text.append(vocabulary.decode(letter));
            probabilities = network.read(letter);
        }
        return text.toString();
    }

    private static int draw(float[] probabilities, int classes, double temperature, Random random) {
        double[] weights = new double[classes];
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            weights[i] = Math.pow(probabilities[i], 1 / temperature);
            sum += weights[i];
        }
        double left = random.nextDouble() * sum;
        int letter = 0;
        while (letter < classes - 1 && left >= weights[letter]) {
            left -= weights[letter++];
        }
        return letter;
    }
}
