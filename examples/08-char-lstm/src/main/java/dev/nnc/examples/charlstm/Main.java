package dev.nnc.examples.charlstm;

import dev.nnc.examples.common.TextLesson;
import java.io.IOException;
import java.nio.file.Path;

/** Learns a text character by character with a recurrent layer, and writes one like it. */
public final class Main {
    private Main() {}

    /** Takes the path of a text, and how many epochs. */
    public static void main(String[] arguments) throws IOException {
        CharLstm network = CharLstm.create(CharLstm.SIGNATURE.training().seed());
        TextLesson.run(network, reader(network), Path.of("char_lstm.safetensors"), arguments);
    }

    /** Reads one character after another; the state between two is what the recurrent layer remembers. */
    static TextLesson.Reader reader(CharLstm network) {
        CharLstm.WriteState state = new CharLstm.WriteState(1);
        return letter -> network.write(letter, state);
    }
}
