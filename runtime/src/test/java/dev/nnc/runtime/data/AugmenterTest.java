package dev.nnc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.runtime.Augmentation;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Checks what becomes of pictures, and that the draws depend on nothing but seed, epoch and place. */
class AugmenterTest {

    private static final int HEIGHT = 3;
    private static final int WIDTH = 4;
    private static final int PIXELS = HEIGHT * WIDTH;
    private static final int MANY = 400;
    private static final Signature PICTURES = Signature.of("Pictures", "f")
            .input(InputSpec.floats("weight", 1))
            .input(InputSpec.floats("image", 2, HEIGHT, WIDTH))
            .build(MANY);

    /** Pictures whose second channel is the first plus 100. */
    private static Batch pictures(int count) {
        Batch batch = Batch.forTraining(PICTURES, count);
        batch.setCount(count);
        float[] pixels = batch.floats(1);
        for (int i = 0; i < count * 2 * PIXELS; i++) {
            pixels[i] = 1 + i % PIXELS + i / PIXELS % 2 * 100;
        }
        return batch;
    }

    private static List<Float> channel(Batch batch, int plane) {
        Float[] pixels = new Float[PIXELS];
        Arrays.setAll(pixels, i -> batch.floats(1)[plane * PIXELS + i]);
        return List.of(pixels);
    }

    private static Batch changed(int count, long seed, int epoch, int offset, Augmentation... changes) {
        Batch batch = pictures(count);
        new Augmenter(List.of(changes), seed).apply(batch, epoch, offset);
        return batch;
    }

    private static List<Float> expected(int... pixels) {
        return Arrays.stream(pixels).mapToObj(pixel -> (float) pixel).toList();
    }

    @Test
    void halfOfThePicturesAreFlipped() {
        List<Float> kept = expected(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertHalf(Augmentation.flipHorizontal("image"), kept, expected(4, 3, 2, 1, 8, 7, 6, 5, 12, 11, 10, 9));
        assertHalf(Augmentation.flipVertical("image"), kept, expected(9, 10, 11, 12, 5, 6, 7, 8, 1, 2, 3, 4));
    }

    private static void assertHalf(Augmentation change, List<Float> kept, List<Float> flipped) {
        Batch batch = changed(MANY, 7, 0, 0, change);
        int flips = 0;
        for (int i = 0; i < MANY; i++) {
            List<Float> first = channel(batch, 2 * i);
            assertThat(first).isIn(kept, flipped);
            assertThat(channel(batch, 2 * i + 1))
                    .isEqualTo(first.stream().map(pixel -> pixel + 100).toList());
            flips += first.equals(flipped) ? 1 : 0;
        }
        assertThat(flips).isBetween(MANY / 2 - 40, MANY / 2 + 40);
    }

    @Test
    void shiftsGoToEverySideAsOftenAndBringZeros() {
        Batch batch = changed(MANY, 7, 0, 0, Augmentation.shift("image", 1));
        Set<List<Float>> seen = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            seen.add(channel(batch, 2 * i));
        }
        assertThat(seen)
                .hasSize(9)
                .contains(
                        expected(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
                        expected(0, 0, 0, 0, 0, 1, 2, 3, 0, 5, 6, 7),
                        expected(6, 7, 8, 0, 10, 11, 12, 0, 0, 0, 0, 0));
    }

    @Test
    void aCropOfAPlaneStaysAPlaneWithinItsBounds() {
        Batch batch = changed(MANY, 7, 0, 0, Augmentation.crop("image", 0.5));
        Set<List<Float>> seen = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            List<Float> pixels = channel(batch, 2 * i);
            seen.add(pixels);
            assertThat(pixels).allMatch(pixel -> pixel >= 1 && pixel <= 12);
            float right = pixels.get(6) - pixels.get(5);
            float down = pixels.get(6) - pixels.get(2);
            assertThat(right).isBetween(0.25f, 1.0001f);
            assertThat(down).as("rows differ by 4").isBetween(1f, 4.0001f);
        }
        assertThat(seen).hasSizeGreaterThan(MANY * 9 / 10);
    }

    @Test
    void drawsDependOnSeedEpochAndPlaceAlone() {
        Augmentation[] changes = {Augmentation.flipHorizontal("image"), Augmentation.crop("image", 0.6)};
        float[] whole = changed(20, 7, 3, 0, changes).floats(1);
        float[] end = changed(8, 7, 3, 12, changes).floats(1);
        assertThat(end).isEqualTo(Arrays.copyOfRange(whole, 12 * 2 * PIXELS, 20 * 2 * PIXELS));
        assertThat(changed(20, 8, 3, 0, changes).floats(1)).isNotEqualTo(whole);
        assertThat(changed(20, 7, 4, 0, changes).floats(1)).isNotEqualTo(whole);
        assertThat(changed(20, 7, 3, 0, changes[1], changes[0]).floats(1)).isNotEqualTo(whole);
    }

    @Test
    void onlyExamplesOfTheBatchChange() {
        Batch batch = pictures(3);
        batch.setCount(2);
        new Augmenter(List.of(Augmentation.shift("image", 2)), 7).apply(batch, 0, 0);
        assertThat(channel(batch, 4)).isEqualTo(expected(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
    }

    @Test
    void anInputThatHoldsNoPicturesIsNamed() {
        assertThatThrownBy(() -> changed(1, 7, 0, 0, Augmentation.flipHorizontal("weight")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no input of pictures named weight");
    }
}
