package dev.nnc.generated;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.NumericGradient;
import dev.nnc.compiler.ir.Reference;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.Result.Kind;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Element;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.TensorSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a model means, evaluated in double precision on the graphs before any pass, for the weights of a network and a batch. Its
 * gradients are central differences, never those of the compiler.
 */
public final class Meaning {
    private final Model model;
    private final Step step;
    private final Run run;

    /** The first step of a model's first loss. */
    public Meaning(Model model, Network network, Batch batch) {
        this(model, network, batch, new Step(0, 0, Map.of()));
    }

    public Meaning(Model model, Network network, Batch batch, Step step) {
        this.model = model;
        this.step = step;
        Map<String, Tensor> leaves = new HashMap<>(weights(network));
        step.trained()
                .forEach((name, values) ->
                        leaves.put(name, tensor(leaves.get(name).shape(), values)));
        for (int slot = 0; slot < batch.slots().size(); slot++) {
            leaves.put(batch.slots().get(slot).name(), slot(batch, slot));
        }
        long seed = network.signature().training().seed();
        run = new Run(batch.count(), leaves, new StepDraws(model, seed, step.batches()));
    }

    /**
     * Which loss, and when.
     *
     * @param batches how many the phase of the loss has seen before
     * @param trained weights of which the network's are averages
     */
    public record Step(int phase, long batches, Map<String, float[]> trained) {}

    /** What the same step means for other weights and another batch. */
    Meaning at(Network network, Batch batch) {
        return new Meaning(model, network, batch, step);
    }

    /** The weights and buffers of a network by name. */
    static Map<String, Tensor> weights(Network network) {
        return network.signature().tensors().stream()
                .collect(Collectors.toMap(TensorSpec::name, spec -> tensor(spec.shape(), network.tensor(spec.name()))));
    }

    private static Tensor slot(Batch batch, int slot) {
        InputSpec spec = batch.slots().get(slot);
        int[] shape = IntStream.concat(IntStream.of(batch.count()), IntStream.of(spec.shape()))
                .toArray();
        if (spec.element() == Element.FLOAT) {
            return tensor(shape, batch.floats(slot));
        }
        double[] values = IntStream.of(batch.classes(slot)).asDoubleStream().toArray();
        return new Tensor(shape, Arrays.copyOf(values, Tensor.size(shape)));
    }

    /** The first numbers, as many as the shape has room for. */
    static Tensor tensor(int[] shape, float[] values) {
        return new Tensor(
                shape,
                IntStream.range(0, Tensor.size(shape))
                        .mapToDouble(i -> values[i])
                        .toArray());
    }

    static float[] floats(Tensor tensor) {
        float[] values = new float[tensor.data().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) tensor.data()[i];
        }
        return values;
    }

    private Graph forward() {
        return model.phases().get(step.phase()).forward();
    }

    private int loss() {
        return forward().results(Kind.LOSS).map(Result::node).findFirst().orElseThrow();
    }

    /** An output outside of training. */
    public float[] prediction(String output) {
        return floats(Reference.evaluate(model.inference(), run).result(Kind.OUTPUT, output));
    }

    /** An output in training. */
    float[] trainingOutput(String output) {
        return floats(Reference.evaluate(forward(), run).result(Kind.OUTPUT, output));
    }

    /** The loss, as one number. */
    public float[] lossValue() {
        return floats(Reference.evaluate(forward(), run).value(loss()));
    }

    /** The loss of all phases as it is evaluated, of an example on average. */
    double evaluatedLoss() {
        Reference evaluated = Reference.evaluate(model.inference(), run);
        return model.phases().stream()
                .mapToDouble(
                        phase -> evaluated.result(Kind.LOSS, phase.name()).get() / (phase.summed() ? run.batch() : 1))
                .sum();
    }

    /** The statistics of a metric that each example has. */
    float[] statistics(String metric) {
        return floats(Reference.evaluate(model.inference(), run).result(Kind.METRIC, metric));
    }

    /** The running statistics that a step of the loss leaves, by their names. */
    public Map<String, float[]> statistics() {
        Reference passed = Reference.evaluate(forward(), run);
        Map<String, float[]> statistics = new TreeMap<>();
        forward()
                .results(Kind.UPDATE)
                .map(Result::name)
                .forEach(buffer -> statistics.put(buffer, floats(passed.result(Kind.UPDATE, buffer))));
        return statistics;
    }

    /** The slope of the loss along an input or a weight. */
    float[] gradient(String leaf) {
        return floats(NumericGradient.of(forward(), loss(), run, leaf));
    }

    /** The slope of the loss along a direction of an input or a weight, by a difference over a step of this length. */
    public double slope(String leaf, double[] direction, double step) {
        return NumericGradient.along(forward(), loss(), run, leaf, direction, step);
    }
}
