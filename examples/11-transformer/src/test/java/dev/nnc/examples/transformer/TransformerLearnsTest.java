package dev.nnc.examples.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nnc.examples.common.TextCheck;
import dev.nnc.examples.common.TextLesson;
import dev.nnc.runtime.data.Vocabulary;
import dev.nnc.runtime.training.TrainingResult;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The network learns a text, and says one by one what it says all at once. */
class TransformerLearnsTest {
    private static final int LENGTH = Transformer.SIGNATURE.inputs().get(0).size();
    private static final int CLASSES = Transformer.SIGNATURE.inputs().get(0).classes();

    private final Transformer network = Transformer.create(42);

    @Test
    void learnsAndWrites() {
        TrainingResult result = TextLesson.train(network, TextCheck.counting(), 6);

        assertThat(result.epochs().get(5).metrics().get("perplexity")).isLessThan(2.5);
        assertThat(TextLesson.write(Main.reader(network), Vocabulary.of(network), "then ", 200, new Random(1)))
                .contains(".\nthen comes 1");
    }

    @Test
    void readsOneByOneAsAllAtOnce() {
        int[] letters = new Random(1).ints(LENGTH, 0, CLASSES).toArray();

        assertThat(TextCheck.difference(Main.reader(network), letters, network.predict(letters)))
                .isLessThanOrEqualTo(1e-4);
    }

    @Test
    void writesOnBeyondItsWindow() {
        TextLesson.Reader reader = Main.reader(network);
        float[] probabilities = {};
        for (int i = 0; i < 3 * LENGTH; i++) {
            probabilities = reader.read(i % CLASSES);
        }

        float sum = 0;
        for (float probability : probabilities) {
            sum += probability;
        }
        assertThat(sum).isCloseTo(1, within(1e-5f));
    }
}
