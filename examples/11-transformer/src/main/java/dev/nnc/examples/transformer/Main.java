package dev.nnc.examples.transformer;

import dev.nnc.examples.common.TextLesson;
import dev.nnc.runtime.data.TextSource;
import dev.nnc.runtime.data.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** Learns a text character by character with attention, and writes one like it. */
public final class Main {
    private static final double TEMPERATURE = 0.8;

    private Main() {}

    /** Takes the path of a text, and how many epochs. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            System.err.println("which text? The README says where there are some");
            System.exit(1);
        }
        int epochs = arguments.length < 2 ? Transformer.SIGNATURE.training().epochs() : Integer.parseInt(arguments[1]);
        Transformer network =
                Transformer.create(Transformer.SIGNATURE.training().seed());
        TextLesson.train(network, TextSource.text(Path.of(arguments[0])), epochs);
        Path weights = Path.of("transformer.safetensors");
        network.save(weights);
        System.out.println(write(Transformer.load(weights), "\n", 600, new Random(1)));
    }

    /** Writes on from a beginning; the state between two characters is the keys and values of the characters so far. */
    static String write(Transformer network, String start, int characters, Random random) {
        Transformer.WriteState state = new Transformer.WriteState(1);
        return TextLesson.write(
                letter -> network.write(letter, state), Vocabulary.of(network), start, characters, TEMPERATURE, random);
    }
}
