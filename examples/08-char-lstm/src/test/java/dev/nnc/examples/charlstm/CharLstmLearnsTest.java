package dev.nnc.examples.charlstm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.examples.common.TextLesson;
import dev.nnc.runtime.training.TrainingResult;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The network learns a text, and says one by one what it says all at once. */
class CharLstmLearnsTest {
    private static final int LENGTH = CharLstm.SIGNATURE.inputs().get(0).size();
    private static final int CLASSES = CharLstm.SIGNATURE.inputs().get(0).classes();

    @Test
    void learnsAndWrites() {
        StringBuilder text = new StringBuilder();
        IntStream.range(1000, 2000)
                .forEach(i -> text.append("then comes ").append(i).append(".\n"));
        CharLstm network = CharLstm.create(42);

        TrainingResult result = TextLesson.train(network, text.toString(), 10);

        assertThat(result.epochs().get(9).metrics().get("perplexity")).isLessThan(2.3);
        assertThat(Main.write(network, "then ", 200, new Random(1))).contains(".\nthen comes 1");
    }

    @Test
    void readsOneByOneAsAllAtOnce() {
        CharLstm network = CharLstm.create(42);
        int[] letters = new Random(1).ints(LENGTH, 0, CLASSES).toArray();
        float[] logits = network.predict(letters);
        CharLstm.WriteState state = new CharLstm.WriteState(1);

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
}
