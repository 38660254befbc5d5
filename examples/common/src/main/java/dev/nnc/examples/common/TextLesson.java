package dev.nnc.examples.common;

import dev.nnc.runtime.Network;
import dev.nnc.runtime.data.Split;
import dev.nnc.runtime.data.TextSource;
import dev.nnc.runtime.data.Vocabulary;
import dev.nnc.runtime.training.TrainingLoop;
import dev.nnc.runtime.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** Trains networks that predict a text's next character, and writes with them. */
public final class TextLesson {
    private static final double HELD_OUT = 0.1;
    private static final int WRITTEN = 600;

    /** Below 1 likely characters are drawn even oftener than the network finds them probable. */
    private static final double TEMPERATURE = 0.8;

    private TextLesson() {}

    /** A network that reads one character after another. */
    @FunctionalInterface
    public interface Reader {

        /** Takes the next character, and says how probable each class is to follow. */
        float[] read(int letter);
    }

    /**
     * Trains, writes the weights, and prints a text like the one that was read.
     *
     * @param network what is trained
     * @param reader the same, character by character
     * @param weights where the weights go
     * @param arguments the path of a text, and how many epochs, which may be missing
     */
    public static void run(Network network, Reader reader, Path weights, String... arguments) throws IOException {
        if (arguments.length == 0) {
            System.err.println("which text? The README says where there are some");
            System.exit(1);
        }
        int epochs = arguments.length < 2 ? network.signature().training().epochs() : Integer.parseInt(arguments[1]);
        train(network, TextSource.text(Path.of(arguments[0])), epochs);
        network.save(weights);
        System.out.println(write(reader, Vocabulary.of(network), "\n", WRITTEN, new Random(1)));
    }

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

    /**
     * Writes on from a beginning: draws each character about as probable as the network finds it, and reads it in turn.
     *
     * @param start what comes first, one character or more
     * @return the beginning and {@code characters} more
     */
    public static String write(Reader network, Vocabulary vocabulary, String start, int characters, Random random) {
        float[] probabilities = {};
        for (int letter : vocabulary.encode(start)) {
            probabilities = network.read(letter);
        }
        StringBuilder text = new StringBuilder(start);
        for (int i = 0; i < characters; i++) {
            int letter = draw(probabilities, vocabulary.size(), random);
            text.append(vocabulary.decode(letter));
            probabilities = network.read(letter);
        }
        return text.toString();
    }

    private static int draw(float[] probabilities, int classes, Random random) {
        double[] weights = new double[classes];
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            weights[i] = Math.pow(probabilities[i], 1 / TEMPERATURE);
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
