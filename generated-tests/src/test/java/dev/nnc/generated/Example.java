package dev.nnc.generated;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Element;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.OutputSpec;
import dev.nnc.runtime.TensorSpec;
import dev.nnc.runtime.Trainer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** One batch of made-up data, and what an observed network makes of it. */
public final class Example {
    private final Batch batch;
    private final Network network;
    private final int phase;
    private final Trainer trainer;

    /** Numbers from -2 to 2 and any classes, drawn from a seed. */
    public Example(Network network, int count, long seed) {
        this.network = network;
        this.phase = 0;
        this.trainer = network.trainer();
        batch = Batch.forTraining(network.signature(), count);
        Random random = new Random(seed);
        for (int slot = 0; slot < batch.slots().size(); slot++) {
            if (batch.slots().get(slot).element() == Element.FLOAT) {
                float[] values = batch.floats(slot);
                for (int i = 0; i < values.length; i++) {
                    values[i] = random.nextFloat() * 4 - 2;
                }
            } else {
                int classes = batch.slots().get(slot).classes();
                int least = batch.slots().get(slot).element() == Element.LENGTH ? 1 : 0;
                int[] values = batch.classes(slot);
                Arrays.setAll(values, i -> least + random.nextInt(classes));
            }
        }
        batch.setCount(count);
        batch.setSeed(network.signature().training().seed());
    }

    private Example(Network network, Batch batch, int phase) {
        this.network = network;
        this.phase = phase;
        this.trainer = network.trainer();
        this.batch = batch;
    }

    /** The same data, with its numbers changed in place, for another network of the model. */
    Example on(Network other, Consumer<float[]> change) {
        return new Example(other, changed(batch, other, change), phase);
    }

    /** A batch for a network of the same model, with its numbers changed in place. */
    static Batch changed(Batch batch, Network other, Consumer<float[]> change) {
        Batch changed = Batch.forTraining(other.signature(), batch.count());
        for (int slot = 0; slot < batch.slots().size(); slot++) {
            if (batch.slots().get(slot).element() == Element.FLOAT) {
                float[] values = batch.floats(slot);
                System.arraycopy(values, 0, changed.floats(slot), 0, values.length);
                change.accept(changed.floats(slot));
            } else {
                int[] values = batch.classes(slot);
                System.arraycopy(values, 0, changed.classes(slot), 0, values.length);
            }
        }
        changed.setCount(batch.count());
        changed.setSeed(batch.seed());
        return changed;
    }

    /** The same data for another loss of the model. */
    public Example of(int otherPhase) {
        return new Example(network, batch, otherPhase);
    }

    /** The batch. */
    public Batch batch() {
        return batch;
    }

    /** Predictions, outputs in training, the loss, and the gradients of weights and inputs: of the first loss, unless told otherwise. */
    public Map<String, float[]> compute() {
        Map<String, float[]> results = new LinkedHashMap<>();
        var signature = network.signature();
        float[][] outputs = signature.outputs().stream()
                .map(output -> new float[batch.count() * output.size()])
                .toArray(float[][]::new);
        network.predict(batch, batch.count(), outputs);
        var tensors = signature.trainable(phase);
        float[] flat = new float[tensors.stream().mapToInt(TensorSpec::size).sum()];
        results.put("loss", new float[] {trainer.gradients(phase, batch, flat)});
        for (int i = 0; i < outputs.length; i++) {
            OutputSpec output = signature.outputs().get(i);
            results.put("predicted " + output.name(), outputs[i]);
            results.put("trained " + output.name(), observed("trainingOutput", output.name(), outputs[i].length));
        }
        int from = 0;
        for (TensorSpec tensor : tensors) {
            results.put("gradient " + tensor.name(), Arrays.copyOfRange(flat, from, from + tensor.size()));
            from += tensor.size();
        }
        signature.inputs().stream()
                .filter(input -> input.element() == Element.FLOAT)
                .forEach(input -> results.put(
                        "gradient " + input.name(),
                        observed("inputGradient", input.name(), batch.count() * input.size())));
        return results;
    }

    private float[] observed(String method, String name, int length) {
        try {
            var array = trainer.getClass().getMethod(method, String.class).invoke(trainer, name);
            return Arrays.copyOf((float[]) array, length);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("the trainer keeps no " + method + " of " + name, e);
        }
    }
}
