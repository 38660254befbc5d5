package dev.nnc.examples.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nnc.examples.common.TextLesson;
import dev.nnc.runtime.training.TrainingResult;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The network learns a text, and says one by one what it says all at once. */
class TransformerLearnsTest {
    private static final int LENGTH = Transformer.SIGNATURE.inputs().get(0).size();
    private static final int CLASSES = Transformer.SIGNATURE.inputs().get(0).classes();

    @Test
    void learnsAndWrites() {
        StringBuilder text = new StringBuilder();
        IntStream.range(1000, 2000)
                .forEach(i -> text.append("then comes ").append(i).append(".\n"));
        Transformer network = Transformer.create(42);

        TrainingResult result = TextLesson.train(network, text.toString(), 8);

        assertThat(result.epochs().get(7).metrics().get("perplexity")).isLessThan(2);
        assertThat(Main.write(network, "then ", 200, new Random(1))).contains(".\nthen comes 1");
    }

    @Test
    void readsOneByOneAsAllAtOnce() {
        Transformer network = Transformer.create(42);
        int[] letters = new Random(1).ints(LENGTH, 0, CLASSES).toArray();
        float[] logits = network.predict(letters);
        Transformer.WriteState state = new Transformer.WriteState(1);

        for (int i = 0; i < LENGTH; i++) {
            assertSame(network.write(letters[i], state), logits, i * CLASSES);
        }
    }

    /** Probabilities are the softmax of logits. */
    private static void assertSame(float[] probabilities, float[] logits, int from) {
        double[] exp = IntStream.range(0, CLASSES)
                .mapToDouble(i -> Math.exp(logits[from + i]))
                .toArray();
        double sum = IntStream.range(0, CLASSES).mapToDouble(i -> exp[i]).sum();
        double largest =
                IntStream.range(0, CLASSES).mapToDouble(i -> exp[i] / sum).max().orElseThrow();
        double difference = IntStream.range(0, CLASSES)
                .mapToDouble(i -> Math.abs(probabilities[i] - exp[i] / sum))
                .max()
                .orElseThrow();
        assertThat(difference).isLessThanOrEqualTo(1e-4 * largest);
    }

    @Test
    void writesOnBeyondItsWindow() {
        Transformer network = Transformer.create(42);
        Transformer.WriteState state = new Transformer.WriteState(1);
        float[] probabilities = {};
        for (int i = 0; i < 3 * LENGTH; i++) {
            probabilities = network.write(i % CLASSES, state);
        }

        float sum = 0;
        for (float probability : probabilities) {
            sum += probability;
        }
        assertThat(sum).isCloseTo(1, within(1e-5f));
    }
}
