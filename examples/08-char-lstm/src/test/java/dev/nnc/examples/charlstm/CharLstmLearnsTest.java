package dev.nnc.examples.charlstm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.examples.common.TextCheck;
import dev.nnc.examples.common.TextLesson;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.data.Vocabulary;
import dev.nnc.runtime.training.TrainingResult;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The network learns a text, and says one by one what it says all at once. */
class CharLstmLearnsTest {
    private final CharLstm network = CharLstm.create(42);

    @Test
    void learnsAndWrites() {
        TrainingResult result = TextLesson.train(network, TextCheck.counting(), 10);

        assertThat(result.epochs().get(9).metrics().get("perplexity")).isLessThan(2.3);
        assertThat(TextLesson.write(Main.reader(network), Vocabulary.of(network), "then ", 200, new Random(1)))
                .contains(".\nthen comes 1");
    }

    @Test
    void readsOneByOneAsAllAtOnce() {
        InputSpec text = CharLstm.SIGNATURE.inputs().get(0);
        int[] letters = new Random(1).ints(text.size(), 0, text.classes()).toArray();

        assertThat(TextCheck.difference(Main.reader(network), letters, network.predict(letters)))
                .isLessThanOrEqualTo(1e-4);
    }
}
