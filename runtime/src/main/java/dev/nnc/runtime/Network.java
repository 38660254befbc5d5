package dev.nnc.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Parameters and inference of a model; the class generated for the model extends it.
 *
 * <p>Instances share nothing, except those that {@link #share} made: one instance is for one thread at a time.
 */
public abstract class Network {

    /** Parameters, then buffers, in physical layout. */
    protected final float[] parameters;

    private final Signature signature;

    /** A network with all parameters 0. */
    protected Network(Signature signature) {
        this.signature = signature;
        this.parameters = new float[signature.parameterFloats()];
    }

    /** A network on the parameters and metadata of another. */
    protected Network(Network shared) {
        this.signature = shared.signature;
        this.parameters = shared.parameters;
    }

    /** The facts of the model. */
    public final Signature signature() {
        return signature;
    }

    /** Sets every parameter and buffer as the model file says; {@code standardize} layers become unfitted. */
    public final void initialize(long seed) {
        throw new UnsupportedOperationException();
    }

    /** A copy of a parameter or buffer in logical layout. */
    public final float[] tensor(String name) {
        throw new UnsupportedOperationException();
    }

    /** Sets a parameter or buffer from logical layout. */
    public final void setTensor(String name, float[] values) {
        throw new UnsupportedOperationException();
    }

    /** Facts about the data that travel with the weights: column names, class names, vocabulary. Cannot be changed here. */
    public final Map<String, String> metadata() {
        throw new UnsupportedOperationException();
    }

    /** Keeps a fact about the data with the weights. Keys that begin with {@code nnc.} are the runtime's. */
    public final void putMetadata(String key, String value) {
        throw new UnsupportedOperationException();
    }

    /** Writes parameters, buffers and metadata to a safetensors file; whole or not at all. */
    public final void save(Path file) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads what {@link #save} or PyTorch wrote: exactly this model's tensors, by name and shape. Nothing changes when it fails.
     *
     * @throws WeightsException when the file is of another model
     * @throws dev.nnc.runtime.safetensors.SafetensorsException when it is no safetensors file, or broken
     */
    public final void loadWeights(Path file) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Whether every {@code standardize} layer has been fitted. */
    public final boolean isFitted() {
        throw new UnsupportedOperationException();
    }

    /** Fails with the layer's name and what to do when a {@code standardize} layer has not been fitted. */
    protected final void requireFitted() {
        throw new UnsupportedOperationException();
    }

    /** Fails unless {@code count} is at least 0. */
    protected final void checkCount(int count) {
        throw new UnsupportedOperationException();
    }

    /** Fails unless an array has room for {@code count} examples of {@code size} elements. */
    protected static void checkLength(String name, int length, int count, int size) {
        throw new UnsupportedOperationException();
    }

    /** Fails unless the first elements of {@code ids} are classes {@code 0 .. classes - 1}. */
    protected static void checkClasses(String name, int[] ids, int elements, int classes) {
        throw new UnsupportedOperationException();
    }

    /**
     * Computes the outputs of any number of examples, which is done in pieces of {@link Signature#maxBatch}.
     *
     * @param inputs of which only the inputs are read
     * @param count how many examples, from the first
     * @param outputs an array for each output, at least {@code count} times its size long
     */
    public abstract void predict(Batch inputs, int count, float[][] outputs);

    /** A network on the same parameters with scratch of its own, for another thread. */
    public abstract Network share();

    /** A trainer that moves this network's parameters with these threads, which stay the caller's. */
    public abstract Trainer trainer(Workers workers);

    /** A trainer that moves this network's parameters in the calling thread. */
    public final Trainer trainer() {
        return trainer(Workers.single());
    }
}
