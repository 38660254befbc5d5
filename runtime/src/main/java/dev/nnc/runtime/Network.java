package dev.nnc.runtime;

import dev.nnc.runtime.safetensors.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
    private final Map<String, String> metadata;

    /** Where the first deviation of each {@code standardize} layer is in {@link #parameters}; 0 there says "not fitted". */
    private final int[] deviations;

    /** A network with all parameters 0. */
    protected Network(Signature signature) {
        this.signature = signature;
        this.parameters = new float[signature.parameterFloats()];
        this.metadata = new LinkedHashMap<>();
        this.deviations = signature.standardizations().stream()
                .mapToInt(s -> signature.tensor(s.deviation()).offset())
                .toArray();
    }

    /** A network on the parameters and metadata of another. */
    protected Network(Network shared) {
        this.signature = shared.signature;
        this.parameters = shared.parameters;
        this.metadata = shared.metadata;
        this.deviations = shared.deviations;
    }

    /** The facts of the model. */
    public final Signature signature() {
        return signature;
    }

    /** Sets every parameter and buffer as the model file says; {@code standardize} layers become unfitted. */
    public final void initialize(long seed) {
        List<TensorSpec> tensors = signature.tensors();
        for (int i = 0; i < tensors.size(); i++) {
            TensorSpec tensor = tensors.get(i);
            float[] values = new float[tensor.size()];
            tensor.initializer().fill(values, tensor.shape(), seed, i);
            Layouts.toPhysical(tensor, values, 0, parameters, 0);
        }
    }

    /**
     * A copy of a parameter or buffer in logical layout.
     *
     * @throws IllegalArgumentException when the model has none of this name
     */
    public final float[] tensor(String name) {
        TensorSpec tensor = signature.tensor(name);
        float[] values = new float[tensor.size()];
        Layouts.toLogical(tensor, parameters, 0, values, 0);
        return values;
    }

    /**
     * Sets a parameter or buffer from logical layout.
     *
     * @throws IllegalArgumentException when the model has none of this name, or it has another number of elements
     */
    public final void setTensor(String name, float[] values) {
        TensorSpec tensor = signature.tensor(name);
        if (values.length != tensor.size()) {
            throw new IllegalArgumentException(
                    "tensor " + name + " has " + tensor.size() + " elements, not " + values.length);
        }
        Layouts.toPhysical(tensor, values, 0, parameters, 0);
    }

    /** Facts about the data that travel with the weights: column names, class names, vocabulary. Cannot be changed here. */
    public final Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    /** Keeps a fact about the data with the weights. Keys that begin with {@code nnc.} are the runtime's. */
    public final void putMetadata(String key, String value) {
        if (key.startsWith(Weights.RESERVED)) {
            throw new IllegalArgumentException(
                    "metadata keys that begin with " + Weights.RESERVED + " are reserved: " + key);
        }
        metadata.put(key, value);
    }

    /** Writes parameters, buffers and metadata to a safetensors file; whole or not at all. */
    public final void save(Path file) throws IOException {
        contents().write(file);
    }

    final Safetensors contents() {
        Safetensors contents = new Safetensors();
        contents.metadata().put(Weights.RESERVED + "model", signature.model());
        contents.metadata().put(Weights.RESERVED + "fingerprint", signature.fingerprint());
        contents.metadata().putAll(metadata);
        for (TensorSpec tensor : signature.tensors()) {
            Weights.put(contents, "", tensor, parameters, 0);
        }
        return contents;
    }

    /**
     * Reads what {@link #save} or PyTorch wrote: exactly this model's tensors, by name and shape. The weights in a checkpoint do
     * as well. Nothing changes when it fails.
     *
     * @throws WeightsException when the file is of another model
     * @throws dev.nnc.runtime.safetensors.SafetensorsException when it is no safetensors file, or broken
     */
    public final void loadWeights(Path file) throws IOException {
        Safetensors contents = Safetensors.read(file);
        Weights.check(contents, file, signature);
        take(contents);
    }

    /** Takes tensors and metadata from contents that were checked. */
    final void take(Safetensors contents) {
        for (TensorSpec tensor : signature.tensors()) {
            Weights.take(contents, "", tensor, parameters, 0);
        }
        metadata.clear();
        contents.metadata().forEach((key, value) -> {
            if (!key.startsWith(Weights.RESERVED)) {
                metadata.put(key, value);
            }
        });
    }

    /** Whether every {@code standardize} layer has been fitted. */
    public final boolean isFitted() {
        return firstUnfitted() < 0;
    }

    /**
     * Makes sure that every {@code standardize} layer has been fitted; generated code asks before it steps or predicts.
     *
     * @throws IllegalStateException with the layer's name and what to do
     */
    public final void requireFitted() {
        int unfitted = firstUnfitted();
        if (unfitted >= 0) {
            throw new IllegalStateException("standardize layer "
                    + signature.standardizations().get(unfitted).layer() + " of " + signature.model()
                    + " has no mean and deviation yet: load weights, train with a TrainingLoop, or call"
                    + " Standardizer.fit(network, trainingData) first");
        }
    }

    private int firstUnfitted() {
        for (int i = 0; i < deviations.length; i++) {
            if (parameters[deviations[i]] == 0) {
                return i;
            }
        }
        return -1;
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
