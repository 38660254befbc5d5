package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nnc.runtime.Network;
import dev.nnc.runtime.data.ArraySource;
import dev.nnc.runtime.training.EpochResult;
import dev.nnc.runtime.training.TrainingLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The loss of an epoch is that of an example on average, whatever the model's loss does with a batch. */
class EpochLossTest {
    @ParameterizedTest
    @CsvSource({"mean, 4", "sum, 8"})
    void theLossOfAnEpochIsOfAnExample(String reduce, double expected) throws ReflectiveOperationException {
        Network network = TrainedModel.of(
                1,
                "model Net {",
                "    input x: float[2]",
                "    target t: float[2]",
                "    output y = x * (x -> dense(2, bias_init = 1, init = zeros))",
                "    loss mean_squared_error(y, t, reduce = " + reduce + ")",
                "}",
                "train Net {",
                "    optimizer sgd(rate = 0)",
                "    batch 4",
                "    epochs 1",
                "}");
        // Errors are 1 and sqrt(7) in each of 7 examples, which makes a whole batch and a smaller one.
        float[] inputs = new float[14];
        float[] targets = new float[14];
        for (int i = 0; i < 14; i++) {
            targets[i] = i % 2 == 0 ? 1 : (float) Math.sqrt(7);
        }
        ArraySource source = ArraySource.of(network.signature(), 7, inputs, targets);
        EpochResult result = new TrainingLoop(network.trainer(), source)
                .validation(source)
                .run()
                .epochs()
                .get(0);
        assertThat(result.trainLoss()).isCloseTo(expected, within(1e-5));
        assertThat(result.validationLoss()).isCloseTo(expected, within(1e-5));
    }

    @Test
    void aModelWithoutWeightsCompilesAndIsNotTrained() throws ReflectiveOperationException {
        Network network = TrainedModel.of(
                1,
                "model Net {",
                "    input x: float[2]",
                "    target t: float[2]",
                "    output y = 2 * x",
                "    loss mean_squared_error(y, t)",
                "}");
        ArraySource source = ArraySource.of(network.signature(), 1, new float[2], new float[] {1, 3});
        TrainingLoop loop = new TrainingLoop(network.trainer(), source);
        assertThatThrownBy(loop::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Net has no weights to train");
    }
}
