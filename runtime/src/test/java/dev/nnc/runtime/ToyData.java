package dev.nnc.runtime;

import dev.nnc.runtime.CounterRandom.Purpose;
import dev.nnc.runtime.data.ArraySource;
import dev.nnc.runtime.data.Standardizer;

/** Examples for {@link Toy}: three features on different scales and two linear functions of them with a little noise. */
public final class ToyData {

    private ToyData() {}

    public static ArraySource source(int size) {
        float[] x = new float[size * Toy.IN];
        float[] y = new float[size * Toy.OUT];
        long key = CounterRandom.key(7, Purpose.DRAW, 1);
        for (int n = 0; n < size; n++) {
            for (int i = 0; i < Toy.IN; i++) {
                x[n * Toy.IN + i] = (float) (10 * i + (i + 1) * CounterRandom.normal(key, n * 8L + i));
            }
            double noise = 0.1 * CounterRandom.normal(key, n * 8L + 7);
            y[n * Toy.OUT] = (float) (x[n * Toy.IN] - 0.5 * x[n * Toy.IN + 1] + noise);
            y[n * Toy.OUT + 1] = (float) (0.3 * x[n * Toy.IN + 2] + 2 + noise);
        }
        return ArraySource.of(Toy.SIGNATURE, size, x, y);
    }

    /** A batch of the first {@code count} examples. */
    public static Batch batch(int count) {
        Batch batch = Batch.forTraining(Toy.SIGNATURE, count);
        int[] indices = new int[count];
        for (int i = 0; i < count; i++) {
            indices[i] = i;
        }
        source(count).read(indices, 0, count, batch);
        return batch;
    }

    /** A network with weights from a seed, fitted to the first 16 examples. */
    public static Toy fitted(long seed) {
        Toy toy = new Toy();
        toy.initialize(seed);
        Standardizer.fit(toy, source(16));
        return toy;
    }
}
