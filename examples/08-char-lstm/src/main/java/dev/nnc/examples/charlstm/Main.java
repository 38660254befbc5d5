package dev.nnc.examples.charlstm;

import dev.nnc.examples.common.TextLesson;
import dev.nnc.runtime.data.TextSource;
import dev.nnc.runtime.data.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** Learns a text character by character with a recurrent layer, and writes one like it. */
public final class Main {
    private static final double TEMPERATURE = 0.8;

    private Main() {}

    /** Takes the path of a text, and how many epochs. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            System.err.println("which text? The README says where there are some");
            System.exit(1);
        }
        int epochs = arguments.length < 2 ? CharLstm.SIGNATURE.training().epochs() : Integer.parseInt(arguments[1]);
        CharLstm network = CharLstm.create(CharLstm.SIGNATURE.training().seed());
        TextLesson.train(network, TextSource.text(Path.of(arguments[0])), epochs);
        Path weights = Path.of("char_lstm.safetensors");
        network.save(weights);
        System.out.println(write(CharLstm.load(weights), "\n", 600, new Random(1)));
    }

    /** Writes on from a beginning; the state between two characters is what the recurrent layer remembers. */
    static String write(CharLstm network, String start, int characters, Random random) {
        CharLstm.WriteState state = new CharLstm.WriteState(1);
        return TextLesson.write(
                letter -> network.write(letter, state), Vocabulary.of(network), start, characters, TEMPERATURE, random);
    }
}
