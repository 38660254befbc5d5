package dev.nnc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Checks arrays as examples, held-out splits and the order of epochs. */
class SourceTest {

    private static final Signature SIGNATURE = Signature.of("Plain", "f")
            .input(InputSpec.floats("x", 2))
            .target(InputSpec.classes("label", List.of("no", "yes")))
            .build(8);

    private static ArraySource source(int size) {
        float[] x = new float[2 * size];
        int[] label = new int[size];
        for (int i = 0; i < size; i++) {
            x[2 * i] = i;
            x[2 * i + 1] = -i;
            label[i] = i % 2;
        }
        return ArraySource.of(SIGNATURE, size, x, label);
    }

    private static int[] examples(DataSource source) {
        Batch batch = Batch.forTraining(SIGNATURE, source.size());
        int[] indices = IntStream.range(0, source.size()).toArray();
        source.read(indices, 0, source.size(), batch);
        return IntStream.range(0, source.size())
                .map(i -> (int) batch.floats(0)[2 * i])
                .toArray();
    }

    @Test
    void examplesAreReadInAnyOrder() {
        Batch batch = Batch.forTraining(SIGNATURE, 2);
        source(5).read(new int[] {0, 4, 3}, 1, 2, batch);
        assertThat(batch.floats(0)).containsExactly(4, -4, 3, -3);
        assertThat(batch.classes(1)).containsExactly(0, 1);
        assertThat(batch.count()).isEqualTo(2);
    }

    @Test
    void inputsAloneAreEnoughToPredict() {
        ArraySource source = ArraySource.of(SIGNATURE, 1, new float[] {1, 2});
        Batch batch = Batch.forPrediction(SIGNATURE, 1);
        source.read(new int[] {0}, 0, 1, batch);
        assertThat(batch.floats(0)).containsExactly(1, 2);
    }

    private static void assertRefused(String message, int size, Object... arrays) {
        assertThatThrownBy(() -> ArraySource.of(SIGNATURE, size, arrays))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void arraysMustFitTheModel() {
        float[] x = new float[4];
        int[] label = new int[2];
        assertRefused("Plain takes an array for each of x, label, not 3 arrays", 2, x, label, label);
        assertRefused("x has 4 elements, but 3 examples of 2 have 6", 3, x, label);
        assertRefused("label has 3 elements, but 2 examples of 1 have 2", 2, x, new int[3]);
        assertRefused("x takes a float[], not a double[]", 2, new double[4], label);
        assertRefused("label takes an int[], not a float[]", 2, x, new float[2]);
        assertRefused("x of example 1 has the value NaN", 2, new float[] {0, 0, 0, Float.NaN}, label);
        assertRefused(
                "x of example 0 has the value Infinity", 2, new float[] {0, Float.POSITIVE_INFINITY, 0, 0}, label);
        assertRefused("label of example 1 is class 2, but its classes are 0 to 1", 2, x, new int[] {0, 2});
        assertRefused("label of example 0 is class -1, but its classes are 0 to 1", 2, x, new int[] {-1, 0});
    }

    @Test
    void aSplitHasEveryExampleOnce() {
        Split split = Split.of(source(569), 0.2, 42);
        assertThat(split.validation().size()).isEqualTo(114);
        assertThat(split.training().size()).isEqualTo(455);
        int[] all = IntStream.concat(
                        Arrays.stream(examples(split.training())), Arrays.stream(examples(split.validation())))
                .sorted()
                .toArray();
        assertThat(all).isEqualTo(IntStream.range(0, 569).toArray());
    }

    @Test
    void aSplitDependsOnTheSeedAlone() {
        int[] held = examples(Split.of(source(100), 0.2, 1).validation());
        assertThat(examples(Split.of(source(100), 0.2, 1).validation())).isEqualTo(held);
        assertThat(examples(Split.of(source(100), 0.2, 2).validation())).isNotEqualTo(held);
    }

    @Test
    void smallSplits() {
        assertThat(Split.of(source(3), 0.1, 1).validation().size()).isEqualTo(1);
        assertThat(Split.of(source(3), 0, 1).validation().size()).isZero();
        assertThatThrownBy(() -> Split.of(source(1), 0.1, 1))
                .hasMessage("holding out 0.1 of 1 examples leaves none to learn from");
        assertThatThrownBy(() -> Split.of(source(3), 1, 1))
                .hasMessage("the held-out share must be from 0 to below 1, not 1.0");
        assertThatThrownBy(() -> Split.of(source(3), Double.NaN, 1))
                .hasMessage("the held-out share must be from 0 to below 1, not NaN");
    }

    @Test
    void everyEpochHasAnOrderOfItsOwnThatNeverChanges() {
        int[] first = new Shuffle(50, 3).epoch(0).clone();
        Shuffle shuffle = new Shuffle(50, 3);
        int[] second = shuffle.epoch(1).clone();
        assertThat(second).isNotEqualTo(first);
        assertThat(shuffle.epoch(0)).isEqualTo(first);
        assertThat(new Shuffle(50, 4).epoch(0)).isNotEqualTo(first);
        assertThat(Arrays.stream(first).sorted().toArray())
                .isEqualTo(IntStream.range(0, 50).toArray());
    }
}
