package dev.nnc.generated.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Element;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.OutputSpec;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.TensorSpec;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.safetensors.Safetensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A compiled network that does what PyTorch did in a case, from the same weights and on the same batch. */
final class GoldenNetwork {
    /** Ends the name of a target in a model where an output has the target's name. */
    private static final String TARGET = "_target";

    private final GoldenCase golden;
    private final Network network;
    private final Trainer trainer;
    private final Batch batch;

    GoldenNetwork(GoldenCase golden, Network network) {
        this.golden = golden;
        this.network = network;
        this.trainer = network.trainer();
        Signature signature = network.signature();
        List<String> stored = new ArrayList<>(golden.startingWith("param."));
        stored.addAll(golden.startingWith("buffer."));
        assertThat(signature.tensors().stream().map(TensorSpec::name))
                .as("weights")
                .containsExactlyInAnyOrderElementsOf(stored);
        signature.tensors().forEach(tensor -> {
            Safetensors.Tensor start = golden.get(kind(tensor) + tensor.name());
            assertThat(tensor.shape()).as("shape of " + tensor.name()).isEqualTo(start.shape());
            network.setTensor(tensor.name(), start.floats());
        });
        batch = batch(signature);
    }

    private static String kind(TensorSpec tensor) {
        return tensor.kind() == TensorSpec.Kind.PARAMETER ? "param." : "buffer.";
    }

    private Batch batch(Signature signature) {
        String any = "in." + signature.inputs().get(0).name();
        int count = golden.get(any).shape()[0];
        Batch examples = Batch.forTraining(signature, count);
        for (int slot = 0; slot < examples.slots().size(); slot++) {
            boolean input = slot < signature.inputs().size();
            InputSpec spec = examples.slots().get(slot);
            Safetensors.Tensor tensor = input ? golden.get("in." + spec.name()) : target(spec.name());
            if (spec.element() == Element.FLOAT) {
                fill(examples.floats(slot), tensor);
            } else {
                fill(examples.classes(slot), tensor);
            }
        }
        examples.setCount(count);
        return examples;
    }

    private Safetensors.Tensor target(String name) {
        return golden.get("target." + (name.endsWith(TARGET) ? name.replace(TARGET, "") : name));
    }

    private static void fill(float[] slot, Safetensors.Tensor tensor) {
        float[] values = tensor.floats();
        assertThat(slot).hasSameSizeAs(values);
        System.arraycopy(values, 0, slot, 0, values.length);
    }

    private static void fill(int[] slot, Safetensors.Tensor tensor) {
        long[] values = (long[]) tensor.values();
        assertThat(slot.length).isEqualTo(values.length);
        Arrays.setAll(slot, i -> Math.toIntExact(values[i]));
    }

    /** Takes the optimizer's steps; the losses and parameters by their names in the case, and what it predicts after them. */
    Map<String, float[]> train() {
        Map<String, float[]> results = new LinkedHashMap<>();
        for (int step = 1; step <= golden.steps(); step++) {
            float loss = trainer.step(batch);
            String prefix = "step" + step + ".";
            for (String name : golden.startingWith(prefix + "loss")) {
                results.put(
                        prefix + "loss" + name, new float[] {name.isEmpty() ? loss : trainer.loss(name.substring(1))});
            }
            for (TensorSpec tensor : network.signature().tensors()) {
                results.put(prefix + kind(tensor) + tensor.name(), network.tensor(tensor.name()));
            }
        }
        float[][] outputs = predict();
        List<OutputSpec> specs = network.signature().outputs();
        for (int i = 0; i < specs.size(); i++) {
            String name = "eval." + specs.get(i).name();
            if (golden.has(name)) {
                results.put(name, outputs[i]);
            }
        }
        return results;
    }

    private float[][] predict() {
        float[][] outputs = network.signature().outputs().stream()
                .map(output -> new float[batch.count() * output.size()])
                .toArray(float[][]::new);
        network.predict(batch, batch.count(), outputs);
        return outputs;
    }

    /** The loss and the gradients of the parameters at the start, by their names in the case. */
    Map<String, float[]> gradients() {
        List<TensorSpec> tensors = network.signature().trainable(0);
        float[] flat = new float[tensors.stream().mapToInt(TensorSpec::size).sum()];
        Map<String, float[]> results = new LinkedHashMap<>();
        results.put("loss", new float[] {trainer.gradients(0, batch, flat)});
        int from = 0;
        for (TensorSpec tensor : tensors) {
            results.put("grad." + tensor.name(), Arrays.copyOfRange(flat, from, from + tensor.size()));
            from += tensor.size();
        }
        return results;
    }

    /** What an observed trainer kept of the last gradients: outputs in training, and gradients of inputs. */
    Map<String, float[]> observed() {
        Map<String, float[]> results = new LinkedHashMap<>();
        for (String name : golden.startingWith("out.")) {
            results.put("out." + name, ofBatch(observed("trainingOutput", name)));
        }
        for (String name : golden.startingWith("grad_in.")) {
            results.put("grad_in." + name, ofBatch(observed("inputGradient", name)));
        }
        return results;
    }

    /** What belongs to the examples of the batch, of an array with room for the largest. */
    private float[] ofBatch(float[] values) {
        int largest = network.signature().maxBatch();
        return Arrays.copyOf(values, values.length / largest * batch.count());
    }

    private float[] observed(String method, String name) {
        try {
            return (float[]) trainer.getClass().getMethod(method, String.class).invoke(trainer, name);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("the trainer keeps no " + method + " of " + name, e);
        }
    }
}
