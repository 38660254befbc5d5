package dev.nnc.examples.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.runtime.Workers;
import dev.nnc.runtime.training.TrainingResult;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The network learns what reviews mean, and what is padding means nothing. */
class ReviewsLearnsTest {
    private static final int LONGEST = Reviews.SIGNATURE.inputs().get(0).size();
    private static final int WORDS = Reviews.SIGNATURE.inputs().get(0).classes();
    private static final int[] LENGTHS = {7, LONGEST, 1, 33};

    private final int[] words =
            new Random(1).ints(LENGTHS.length * LONGEST, 0, WORDS).toArray();

    @Test
    void learnsWhatGuestsMean() {
        TrainingResult result = Main.train(Reviews.create(42), 3, 2000, 5);

        assertThat(result.epochs().get(4).metrics().get("accuracy")).isGreaterThan(0.85);
    }

    @Test
    void paddingChangesNothing() {
        Reviews network = Reviews.create(42);
        float[] clean = new float[LENGTHS.length];
        float[] scribbled = new float[LENGTHS.length];

        network.predict(words, LENGTHS, LENGTHS.length, clean);
        scribble();
        network.predict(words, LENGTHS, LENGTHS.length, scribbled);

        assertThat(scribbled).containsExactly(clean);
        for (int i = 0; i < LENGTHS.length; i++) {
            int[] alone = Arrays.copyOfRange(words, i * LONGEST, i * LONGEST + LENGTHS[i]);
            assertThat(network.predict(alone)).isEqualTo(clean[i]);
        }
    }

    @Test
    void paddingTeachesNothing() {
        Reviews clean = Reviews.create(42);
        Reviews scribbled = Reviews.create(42);
        int[] opinions = {1, 0, 0, 1};

        clean.trainer(Workers.single()).step(words, LENGTHS, opinions, LENGTHS.length);
        scribble();
        scribbled.trainer(Workers.single()).step(words, LENGTHS, opinions, LENGTHS.length);

        Reviews.SIGNATURE
                .tensors()
                .forEach(tensor ->
                        assertThat(scribbled.tensor(tensor.name())).containsExactly(clean.tensor(tensor.name())));
    }

    /** Puts anything behind each review. */
    private void scribble() {
        Random random = new Random(2);
        for (int i = 0; i < LENGTHS.length; i++) {
            for (int j = LENGTHS[i]; j < LONGEST; j++) {
                words[i * LONGEST + j] = random.nextInt();
            }
        }
    }
}
