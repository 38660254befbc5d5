package dev.nnc.examples.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.runtime.Workers;
import dev.nnc.runtime.training.TrainingResult;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The network learns to say numbers, and what is padding says nothing. */
class TranslateLearnsTest {
    private static final int LONGEST = Translate.SIGNATURE.inputs().get(0).size();
    private static final int CLASSES = Translate.SIGNATURE.inputs().get(0).classes();

    private final Random random = new Random(1);

    @Test
    void saysSmallNumbers() {
        Translate network = Translate.create(42);
        Sentences learned = new Sentences(random.ints(2000, 0, 100).toArray());
        Sentences all = new Sentences(IntStream.range(0, 100).toArray());

        TrainingResult result = Main.train(network, learned, all, 6);

        assertThat(result.epochs().get(5).metrics().get("accuracy")).isGreaterThan(0.9);
        assertThat(Main.right(all, new Translator(network).translate(all))).isGreaterThan(60);
    }

    @Test
    void paddingChangesNothing() {
        Translate network = Translate.create(42);
        int[] lengths = {3, 16, 1, 7};
        int[] answered = {5, 2, 16, 1};
        int[] source = tokens(lengths.length);
        int[] soFar = tokens(lengths.length);
        float[] logits = predict(network, source, lengths, soFar, answered);

        scribble(source, lengths);
        scribble(soFar, answered);
        float[] scribbled = predict(network, source, lengths, soFar, answered);

        for (int i = 0; i < lengths.length; i++) {
            float[] alone = network.predict(row(source, i, lengths[i]), row(soFar, i, answered[i]));
            assertThat(slice(logits, i, answered[i])).containsExactly(alone);
            assertThat(slice(scribbled, i, answered[i])).containsExactly(alone);
        }
    }

    @Test
    void paddingTeachesNothing() {
        int[] lengths = {3, 16, 1, 7};
        int[] answered = {5, 2, 16, 1};
        int[] source = tokens(lengths.length);
        int[] soFar = tokens(lengths.length);
        int[] next = tokens(lengths.length);
        Translate clean = Translate.create(42);
        clean.trainer(Workers.single()).step(source, lengths, soFar, answered, next, lengths.length);

        scribble(source, lengths);
        scribble(soFar, answered);
        scribble(next, answered);
        Translate scribbled = Translate.create(42);
        scribbled.trainer(Workers.single()).step(source, lengths, soFar, answered, next, lengths.length);

        Translate.SIGNATURE
                .tensors()
                .forEach(tensor ->
                        assertThat(scribbled.tensor(tensor.name())).containsExactly(clean.tensor(tensor.name())));
    }

    @Test
    void saysNumbersRight() {
        assertThat(Numbers.text(Numbers.words(0))).isEqualTo("zero");
        assertThat(Numbers.text(Numbers.words(12_000_110))).isEqualTo("twelve million one hundred ten");
        assertThat(Numbers.text(Numbers.words(907_041))).isEqualTo("nine hundred seven thousand forty one");
        assertThat(Numbers.vocabulary()).isEqualTo(CLASSES);
    }

    private static float[] predict(Translate network, int[] source, int[] lengths, int[] soFar, int[] answered) {
        float[] logits = new float[lengths.length * LONGEST * CLASSES];
        network.predict(source, lengths, soFar, answered, lengths.length, logits);
        return logits;
    }

    private int[] tokens(int rows) {
        return random.ints(rows * LONGEST, 0, CLASSES).toArray();
    }

    /** Puts anything behind each row's length. */
    private void scribble(int[] rows, int[] lengths) {
        for (int i = 0; i < lengths.length; i++) {
            for (int j = lengths[i]; j < LONGEST; j++) {
                rows[i * LONGEST + j] = random.nextInt();
            }
        }
    }

    private static int[] row(int[] rows, int i, int length) {
        return Arrays.copyOfRange(rows, i * LONGEST, i * LONGEST + length);
    }

    private static float[] slice(float[] logits, int i, int length) {
        return Arrays.copyOfRange(logits, i * LONGEST * CLASSES, (i * LONGEST + length) * CLASSES);
    }
}
