package dev.nnc.examples.transformer;

import dev.nnc.examples.common.TextLesson;
import java.io.IOException;
import java.nio.file.Path;

/** Learns a text character by character with attention, and writes one like it. */
public final class Main {
    private Main() {}

    /** Takes the path of a text, and how many epochs. */
    public static void main(String[] arguments) throws IOException {
        Transformer network =
                Transformer.create(Transformer.SIGNATURE.training().seed());
        TextLesson.run(network, reader(network), Path.of("transformer.safetensors"), arguments);
    }

    /** Reads one character after another; the state between two is the keys and values of the characters so far. */
    static TextLesson.Reader reader(Transformer network) {
        Transformer.WriteState state = new Transformer.WriteState(1);
        return letter -> network.write(letter, state);
    }
}
