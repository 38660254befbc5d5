package dev.nnc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Initializer;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.StandardizationSpec;
import dev.nnc.runtime.TensorSpec;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.Workers;
import org.junit.jupiter.api.Test;

/** Checks means and deviations by feature, by channel and of targets, against sums in double. */
class StandardizerTest {

    /** A network that has only the buffers of {@code standardize} layers. */
    private static final class Buffers extends Network {
        Buffers(Signature signature) {
            super(signature);
            initialize(0);
        }

        @Override
        public void predict(Batch inputs, int count, float[][] outputs) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Network share() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Trainer trainer(Workers workers) {
            throw new UnsupportedOperationException();
        }
    }

    private static TensorSpec buffer(String name, int size, int offset) {
        return TensorSpec.buffer(name, new int[] {size}, offset, new int[] {1}, Initializer.constant(0));
    }

    private static Network network(int axis, int groups, String source, int... shape) {
        Signature signature = Signature.of("Buffers", "f")
                .input(InputSpec.floats("x", shape))
                .target(InputSpec.floats("y", shape))
                .tensor(buffer("mean", groups, 0))
                .tensor(buffer("deviation", groups, 16))
                .standardization(new StandardizationSpec("unit", source, axis, "mean", "deviation"))
                .floats(0, 32)
                .build(4);
        return new Buffers(signature);
    }

    private static Network fitted(Network network, int size, float... x) {
        float[] y = x.clone();
        for (int i = 0; i < y.length; i++) {
            y[i] *= 100;
        }
        Standardizer.fit(network, ArraySource.of(network.signature(), size, x, y));
        return network;
    }

    @Test
    void everyFeatureHasItsOwn() {
        Network network = fitted(network(-1, 2, "x", 2), 4, 1, 10, 2, 10, 3, 30, 6, 30);
        assertThat(network.tensor("mean")).containsExactly(3, 20);
        assertThat(network.tensor("deviation")).containsExactly((float) Math.sqrt(3.5), 10);
        assertThat(network.isFitted()).isTrue();
    }

    @Test
    void everyChannelHasItsOwn() {
        Network network = fitted(network(0, 2, "x", 2, 2, 1), 2, 1, 3, 10, 30, 5, 7, 50, 70);
        assertThat(network.tensor("mean")).containsExactly(4, 40);
        assertThat(network.tensor("deviation")).containsExactly((float) Math.sqrt(5), (float) Math.sqrt(500));
    }

    @Test
    void theLastAxisMayHaveItsOwn() {
        Network network = fitted(network(1, 2, "x", 2, 2), 1, 1, 10, 3, 30);
        assertThat(network.tensor("mean")).containsExactly(2, 20);
    }

    @Test
    void targetsAreFittedToo() {
        Network network = fitted(network(-1, 1, "y", 1), 2, 1, 3);
        assertThat(network.tensor("mean")).containsExactly(200);
        assertThat(network.tensor("deviation")).containsExactly(100);
    }

    @Test
    void aConstantColumnHasDeviationOne() {
        float[] x = new float[2 * 1001];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 2 == 0 ? 0.1f : i;
        }
        Network network = fitted(network(-1, 2, "x", 2), 1001, x);
        assertThat(network.tensor("mean")[0]).isEqualTo(0.1f);
        assertThat(network.tensor("deviation")[0]).isEqualTo(1);
        assertThat(network.tensor("deviation")[1]).isGreaterThan(1);
    }

    @Test
    void columnsFarFromZeroLoseNoDigits() {
        Network network = fitted(network(-1, 1, "x", 1), 4, 1_000_000, 1_000_001, 1_000_002, 1_000_003);
        assertThat(network.tensor("deviation")).containsExactly((float) Math.sqrt(1.25));
    }

    @Test
    void noExamplesIsAnError() {
        assertThatThrownBy(() -> fitted(network(-1, 1, "x", 1), 0))
                .hasMessage("there are no examples to fit standardize layers to");
    }
}
