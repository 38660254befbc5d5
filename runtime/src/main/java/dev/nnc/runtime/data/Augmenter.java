package dev.nnc.runtime.data;

import dev.nnc.runtime.Augmentation;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.CounterRandom;
import dev.nnc.runtime.CounterRandom.Purpose;
import dev.nnc.runtime.InputSpec;
import java.util.List;

/**
 * Changes the pictures of a training batch at random. What is drawn is a function of the seed, the epoch, the place in the epoch and
 * the place in the list of changes alone: runs repeat and resume with the same bits, whatever the size of batches.
 */
public final class Augmenter {

    /** Draws of 64 bits that a change has for one picture. */
    private static final int DRAWS = 2;

    private final List<Augmentation> changes;
    private final long seed;
    private float[] scratch = new float[0];

    /** The changes in the order in which they are made. */
    public Augmenter(List<Augmentation> changes, long seed) {
        this.changes = List.copyOf(changes);
        this.seed = seed;
    }

    /**
     * Changes all examples of a batch.
     *
     * @param epoch from 0
     * @param offset how many examples of the epoch came before the batch
     * @throws IllegalArgumentException when the batch has no input of a change's name with a height and a width
     */
    public void apply(Batch batch, int epoch, int offset) {
        long key = CounterRandom.key(seed, Purpose.AUGMENT, epoch);
        for (int c = 0; c < changes.size(); c++) {
            apply(changes.get(c), CounterRandom.bits(key, c), batch, offset);
        }
    }

    private void apply(Augmentation change, long key, Batch batch, int offset) {
        int slot = slot(batch, change.input());
        int[] shape = batch.slots().get(slot).shape();
        int size = batch.slots().get(slot).size();
        int height = shape[shape.length - 2];
        int width = shape[shape.length - 1];
        if (scratch.length < height * width) {
            scratch = new float[height * width];
        }
        for (int i = 0; i < batch.count(); i++) {
            long counter = (long) DRAWS * (offset + i);
            long first = CounterRandom.bits(key, counter);
            long second = CounterRandom.bits(key, counter + 1);
            for (int plane = i * size; plane < (i + 1) * size; plane += height * width) {
                change(change, batch.floats(slot), plane, height, width, first, second);
            }
        }
    }

    private static int slot(Batch batch, String input) {
        for (int slot = 0; slot < batch.slots().size(); slot++) {
            InputSpec spec = batch.slots().get(slot);
            if (spec.name().equals(input) && spec.shape().length >= 2) {
                return slot;
            }
        }
        throw new IllegalArgumentException("there is no input of pictures named " + input);
    }

    /** Changes one channel of a picture; all of its channels have the same draws. */
    private void change(
            Augmentation change, float[] pixels, int plane, int height, int width, long first, long second) {
        switch (change.kind()) {
            case FLIP_HORIZONTAL -> {
                if ((first & 1) != 0) {
                    flipHorizontal(pixels, plane, height, width);
                }
            }
            case FLIP_VERTICAL -> {
                if ((first & 1) != 0) {
                    flipVertical(pixels, plane, height, width);
                }
            }
            case SHIFT -> {
                int most = (int) change.amount();
                shift(pixels, plane, height, width, upTo((int) first, most), upTo((int) (first >>> 32), most));
            }
            case CROP -> {
                float side = (float) (change.amount() + (1 - change.amount()) * CounterRandom.uniform((int) first));
                float top = CounterRandom.uniform((int) (first >>> 32)) * (height - side * height);
                float left = CounterRandom.uniform((int) second) * (width - side * width);
                crop(pixels, plane, height, width, side, top, left);
            }
        }
    }

    /** A whole number from {@code -most} to {@code most}, each as likely to 2^-32. */
    private static int upTo(int bits, int most) {
        return (int) ((bits & 0xFFFFFFFFL) * (2L * most + 1) >>> 32) - most;
    }

    private static void flipHorizontal(float[] pixels, int plane, int height, int width) {
        for (int row = plane; row < plane + height * width; row += width) {
            for (int x = 0; x < width / 2; x++) {
                swap(pixels, row + x, row + width - 1 - x);
            }
        }
    }

    private static void flipVertical(float[] pixels, int plane, int height, int width) {
        for (int y = 0; y < height / 2; y++) {
            for (int x = 0; x < width; x++) {
                swap(pixels, plane + y * width + x, plane + (height - 1 - y) * width + x);
            }
        }
    }

    private static void swap(float[] pixels, int i, int j) {
        float pixel = pixels[i];
        pixels[i] = pixels[j];
        pixels[j] = pixel;
    }

    /** Moves a picture right by {@code dx} and down by {@code dy}. */
    private void shift(float[] pixels, int plane, int height, int width, int dx, int dy) {
        System.arraycopy(pixels, plane, scratch, 0, height * width);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean inside = y - dy >= 0 && y - dy < height && x - dx >= 0 && x - dx < width;
                pixels[plane + y * width + x] = inside ? scratch[(y - dy) * width + x - dx] : 0;
            }
        }
    }

    /** Stretches the part of a picture that begins at a place, by bilinear interpolation between the centres of pixels. */
    private void crop(float[] pixels, int plane, int height, int width, float side, float top, float left) {
        System.arraycopy(pixels, plane, scratch, 0, height * width);
        for (int y = 0; y < height; y++) {
            float v = within(top + (y + 0.5f) * side - 0.5f, height);
            int above = (int) v;
            int below = Math.min(above + 1, height - 1);
            for (int x = 0; x < width; x++) {
                float u = within(left + (x + 0.5f) * side - 0.5f, width);
                int before = (int) u;
                int behind = Math.min(before + 1, width - 1);
                float upper = between(scratch[above * width + before], scratch[above * width + behind], u - before);
                float lower = between(scratch[below * width + before], scratch[below * width + behind], u - before);
                pixels[plane + y * width + x] = between(upper, lower, v - above);
            }
        }
    }

    private static float within(float place, int size) {
        return Math.min(Math.max(place, 0), size - 1);
    }

    private static float between(float a, float b, float share) {
        return a + (b - a) * share;
    }
}
