package dev.nnc.runtime;

/**
 * What a tensor holds before training. A value depends on the seed, the tensor's place in the model and the element's place in
 * the tensor alone.
 */
public sealed interface Initializer {

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

    /** Normal, drawn again until it lies from {@code low} to {@code high}. */
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
            throw new UnsupportedOperationException();
        }
    }

    /** See {@link Initializer#uniform}. */
    record Uniform(double low, double high) implements Initializer {
        @Override
        public void fill(float[] values, int[] shape, long seed, int tensor) {
            throw new UnsupportedOperationException();
        }
    }

    /** See {@link Initializer#normal}. */
    record Normal(double mean, double deviation) implements Initializer {
        @Override
        public void fill(float[] values, int[] shape, long seed, int tensor) {
            throw new UnsupportedOperationException();
        }
    }

    /** See {@link Initializer#truncatedNormal}. */
    record TruncatedNormal(double mean, double deviation, double low, double high) implements Initializer {
        @Override
        public void fill(float[] values, int[] shape, long seed, int tensor) {
            throw new UnsupportedOperationException();
        }
    }

    /** See {@link Initializer#orthogonal}. */
    record Orthogonal(double gain) implements Initializer {
        @Override
        public void fill(float[] values, int[] shape, long seed, int tensor) {
            throw new UnsupportedOperationException();
        }
    }

    /** See {@link Initializer#identity}. */
    record Identity(double gain) implements Initializer {
        @Override
        public void fill(float[] values, int[] shape, long seed, int tensor) {
            throw new UnsupportedOperationException();
        }
    }
}
