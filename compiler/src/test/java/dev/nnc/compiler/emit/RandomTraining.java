package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Element;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.StandardizationSpec;
import dev.nnc.runtime.TensorSpec;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.Workers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Trains compiled models for some steps on random batches. */
final class RandomTraining {
    private RandomTraining() {}

    /**
     * Trains on batches that the seed and the step fix.
     *
     * @param lanes how wide vectors are, as wide as the machine's when empty
     * @return the tensors of the network behind it, by name
     */
    static Map<String, float[]> train(CompiledCode code, String lanes, int threads, int steps) throws Exception {
        if (!lanes.isEmpty()) {
            System.setProperty("nnc.lanes", lanes);
        }
        try (Workers workers = Workers.start(threads)) {
            Network network = create(code);
            try (Trainer trainer = network.trainer(workers)) {
                for (int i = 0; i < steps; i++) {
                    assertThat(trainer.step(batch(network, i))).isFinite();
                }
            }
            Map<String, float[]> tensors = new LinkedHashMap<>();
            for (TensorSpec tensor : network.signature().tensors()) {
                tensors.put(tensor.name(), network.tensor(tensor.name()));
            }
            return tensors;
        } finally {
            System.clearProperty("nnc.lanes");
        }
    }

    private static Network create(CompiledCode code) throws ReflectiveOperationException {
        String type = code.classFiles().keySet().stream()
                .filter(name -> name.endsWith("Trainer"))
                .findFirst()
                .orElseThrow()
                .replace("Trainer", "");
        Network network =
                (Network) code.loadClass(type).getMethod("create", long.class).invoke(null, 42L);
        for (StandardizationSpec fitted : network.signature().standardizations()) {
            float[] deviation = network.tensor(fitted.deviation());
            Arrays.fill(deviation, 0.5f);
            network.setTensor(fitted.deviation(), deviation);
        }
        return network;
    }

    /** A full batch first, then one that is smaller. */
    private static Batch batch(Network network, int step) {
        int count = Math.max(1, network.signature().maxBatch() - 5 * step);
        Batch batch = Batch.forTraining(network.signature(), count);
        Random random = new Random(step);
        for (int slot = 0; slot < batch.slots().size(); slot++) {
            InputSpec spec = batch.slots().get(slot);
            for (int i = 0; i < count * spec.size(); i++) {
                if (spec.element() == Element.FLOAT) {
                    batch.floats(slot)[i] = random.nextFloat();
                } else {
                    batch.classes(slot)[i] = random.nextInt(spec.classes());
                }
            }
        }
        batch.setCount(count);
        return batch;
    }
}
