package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.TensorSpec;
import dev.nnc.runtime.Trainer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Frozen weights are in the network and in its files, and no step moves them. */
class FrozenTest {
    @Test
    void stepsMoveTheOthersAlone() throws ReflectiveOperationException {
        Network network = TrainedModel.of(
                5,
                "model Net {",
                "    input x: float[4]",
                "    layer body = dense(3)",
                "    layer head = dense(4)",
                "    output y = x -> body -> head",
                "    loss mean_squared_error(y, x)",
                "}",
                "train Net {",
                "    optimizer adamw",
                "    clip norm(1)",
                "    freeze \"body.*\"",
                "}");
        assertThat(network.signature().trainable(0))
                .extracting(TensorSpec::name)
                .containsExactly("head.weight", "head.bias");
        float[][] before = tensors(network);
        Batch batch = Batch.forTraining(network.signature(), 8);
        Arrays.fill(batch.floats(0), 0.5f);
        batch.setCount(8);
        try (Trainer trainer = network.trainer()) {
            trainer.step(batch);
            trainer.step(batch);
        }
        float[][] after = tensors(network);
        for (int i = 0; i < 4; i++) {
            boolean frozen = network.signature().tensors().get(i).name().startsWith("body");
            assertThat(Arrays.equals(after[i], before[i])).isEqualTo(frozen);
        }
    }

    private static float[][] tensors(Network network) {
        return network.signature().tensors().stream()
                .map(tensor -> network.tensor(tensor.name()))
                .toArray(float[][]::new);
    }
}
