package dev.nnc.generated;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.NumericGradient;
import dev.nnc.compiler.ir.Reference;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.Result.Kind;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.model.AroundUpdate;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.model.Section;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Element;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.TensorSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a model means, evaluated in double precision on the graphs before any pass, for the weights of a network and a batch. Its
 * gradients are central differences, never those of the compiler.
 */
public final class Meaning {
    private final Model model;
    private final Run run;

    public Meaning(Model model, Network network, Batch batch, Run.Draws draws) {
        this.model = model;
        Map<String, Tensor> leaves = new HashMap<>();
        for (TensorSpec tensor : network.signature().tensors()) {
            leaves.put(tensor.name(), tensor(tensor.shape(), doubles(network.tensor(tensor.name()))));
        }
        for (int slot = 0; slot < batch.slots().size(); slot++) {
            leaves.put(batch.slots().get(slot).name(), slot(batch, slot));
        }
        run = new Run(batch.count(), leaves, draws);
    }

    private static Tensor slot(Batch batch, int slot) {
        InputSpec spec = batch.slots().get(slot);
        int[] shape = IntStream.concat(IntStream.of(batch.count()), IntStream.of(spec.shape()))
                .toArray();
        double[] values = spec.element() == Element.FLOAT
                ? doubles(batch.floats(slot))
                : IntStream.of(batch.classes(slot)).asDoubleStream().toArray();
        return tensor(shape, values);
    }

    /** The first numbers, as many as the shape has room for. */
    private static Tensor tensor(int[] shape, double[] values) {
        return new Tensor(shape, Arrays.copyOf(values, Tensor.size(shape)));
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static float[] floats(Tensor tensor) {
        float[] values = new float[tensor.data().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) tensor.data()[i];
        }
        return values;
    }

    private Graph forward() {
        return phase().forward();
    }

    private Phase phase() {
        return model.phases().get(0);
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

    /** The slope of the loss along an input or a weight. */
    float[] gradient(String leaf) {
        return floats(NumericGradient.of(forward(), loss(), run, leaf));
    }

    /** The slope of the loss along a direction of an input or a weight. */
    public double slope(String leaf, double[] direction) {
        return NumericGradient.along(forward(), loss(), run, leaf, direction);
    }

    /** The weights that the phase moves, laid end to end, after the optimizer's first step on their gradients. */
    public float[] updated(float[] weights, float[] gradients) {
        Map<String, Tensor> leaves = new HashMap<>();
        phase().settings().forEach((name, value) -> leaves.put(name, Tensor.scalar(value)));
        leaves.put("step", Tensor.scalar(1));
        leaves.put(AroundUpdate.WAITING, Tensor.scalar(0));
        for (Section section : phase().sections()) {
            Tensor own = rows(section, weights);
            phase().slots().forEach(slot -> leaves.put(section.leaf(slot), Tensor.zeros(own.shape())));
            leaves.put(section.leaf("parameters"), own);
            leaves.put(section.leaf("gradients"), rows(section, gradients));
        }
        Reference reference = Reference.evaluate(phase().update(), new Run(run.batch(), leaves, run.draws()));
        float[] updated = new float[weights.length];
        for (Section section : phase().sections()) {
            float[] row = floats(reference.result(Kind.UPDATE, section.leaf("parameters")));
            int[] places = places(section);
            for (int i = 0; i < places.length; i++) {
                updated[places[i]] = row[i];
            }
        }
        return updated;
    }

    private Tensor rows(Section section, float[] all) {
        double[] row = IntStream.of(places(section)).mapToDouble(i -> all[i]).toArray();
        return tensor(new int[] {row.length}, row);
    }

    /** Where the elements of a section are among all weights, laid end to end. */
    private int[] places(Section section) {
        IntStream.Builder places = IntStream.builder();
        int next = 0;
        for (String weight : phase().weights()) {
            int size = elements(weight);
            int from = next;
            if (section.weights().contains(weight)) {
                IntStream.range(from, from + size).forEach(places);
            }
            next += size;
        }
        return places.build().toArray();
    }

    private int elements(String name) {
        return model.weights().stream()
                .filter(weight -> weight.name().equals(name))
                .mapToInt(weight -> (int) weight.type().elements(1))
                .findFirst()
                .orElseThrow();
    }
}
