package dev.nnc.runtime;

import dev.nnc.runtime.CounterRandom.Purpose;
import java.util.Arrays;

/**
 * What a tensor holds before training. A value depends on the seed, the tensor's place in the model and the element's place in
 * the tensor alone.
 */
public sealed interface Initializer
        permits Initializer.Constant,
                Initializer.Uniform,
                Initializer.Normal,
                Initializer.TruncatedNormal,
                Orthogonal,
                Initializer.Identity {

    /**
     * Fills a tensor.
     *
     * @param values its elements in logical order, all of which are set
     * @param shape its sizes
     * @param seed of the model
     * @param tensor its place in {@link Signature#tensors}
     */
    void fill(float[] values, int[] shape, long seed, int tensor);

    /** Every element is {@code value}. */
    static Initializer constant(double value) {
        return new Constant(value);
    }

    /** Uniform between {@code low}, included, and {@code high}. */
    static Initializer uniform(double low, double high) {
        return new Uniform(low, high);
    }

    /** Normal. */
    static Initializer normal(double mean, double deviation) {
        return new Normal(mean, deviation);
    }

    /**
     * Normal, drawn again until it lies from {@code low} to {@code high}.
     *
     * @throws IllegalArgumentException when the bounds leave out so much that drawing again is no way to do it: they must
     *     reach within three deviations of the mean and be a hundredth of one apart
     */
    static Initializer truncatedNormal(double mean, double deviation, double low, double high) {
        return new TruncatedNormal(mean, deviation, low, high);
    }

    /** Rows or columns, whichever are fewer, orthogonal and of length {@code gain}; the first axis against all others. */
    static Initializer orthogonal(double gain) {
        return new Orthogonal(gain);
    }

    /** A matrix with {@code gain} on its diagonal. */
    static Initializer identity(double gain) {
        return new Identity(gain);
    }

    /** See {@link Initializer#constant}. */
    record Constant(double value) implements Initializer {
        @Override
        public void fill(float[] values, int[] shape, long seed, int tensor) {
            Arrays.fill(values, (float) value);
        }
    }

    /** See {@link Initializer#uniform}. */
    record Uniform(double low, double high) implements Initializer {
        @Override
        public void fill(float[] values, int[] shape, long seed, int tensor) {
            long key = CounterRandom.key(seed, Purpose.INITIALIZE, tensor);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (low + (high - low) * CounterRandom.uniform(key, i));
            }
        }
    }

    /** See {@link Initializer#normal}. */
    record Normal(double mean, double deviation) implements Initializer {
        @Override
        public void fill(float[] values, int[] shape, long seed, int tensor) {
            long key = CounterRandom.key(seed, Purpose.INITIALIZE, tensor);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (mean + deviation * CounterRandom.normal(key, i));
            }
        }
    }

    /** See {@link Initializer#truncatedNormal}. */
    record TruncatedNormal(double mean, double deviation, double low, double high) implements Initializer {

        /** Checks the bounds. */
        public TruncatedNormal {
            double reach = 3 * deviation;
            if (!(deviation > 0 && high - low >= deviation / 100 && low <= mean + reach && high >= mean - reach)) {
                throw new IllegalArgumentException("truncated normal: " + low + " to " + high
                        + " leaves out nearly all of a normal with mean " + mean + " and deviation " + deviation);
            }
        }

        @Override
        public void fill(float[] values, int[] shape, long seed, int tensor) {
            long key = CounterRandom.key(seed, Purpose.INITIALIZE, tensor);
            for (int i = 0; i < values.length; i++) {
                long attempt = 0;
                double drawn;
                do {
                    drawn = mean + deviation * CounterRandom.normal(key, (attempt++ << 32) | i);
                } while (!(drawn >= low && drawn <= high));
                values[i] = (float) drawn;
            }
        }
    }

    /** See {@link Initializer#identity}. */
    record Identity(double gain) implements Initializer {
        @Override
        public void fill(float[] values, int[] shape, long seed, int tensor) {
            if (shape.length != 2) {
                throw new IllegalArgumentException("identity fills matrices, not " + Arrays.toString(shape));
            }
            Arrays.fill(values, 0);
            for (int i = 0; i < Math.min(shape[0], shape[1]); i++) {
                values[i * shape[1] + i] = (float) gain;
            }
        }
    }
}
