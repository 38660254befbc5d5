package dev.nnc.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.compiler.Options;
import dev.nnc.compiler.Options.Flavour;
import dev.nnc.generated.CompiledModels.Loaded;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Layouts;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.TensorSpec;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.data.ArraySource;
import dev.nnc.runtime.data.DataSource;
import dev.nnc.runtime.data.Split;
import dev.nnc.runtime.metrics.Evaluation;
import dev.nnc.runtime.training.EpochResult;
import dev.nnc.runtime.training.TrainingListener;
import dev.nnc.runtime.training.TrainingLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What settings of training do between steps and over epochs: running statistics, plateaus, averages, waiting gradients. */
class TrainingSettingsTest {
    private static Loaded classes;

    @TempDir
    Path folder;

    @BeforeAll
    static void compile() {
        classes = new Models()
                .add(Models.file("settings.nn"), Options.forPackage("settings").withFlavour(Flavour.VECTOR))
                .compile()
                .load();
    }

    private static Network network(String model) {
        return classes.create("settings." + model, 3);
    }

    @Test
    void gradientsMoveNoRunningStatistics() {
        Network network = network("Normalised");
        Batch batch = new Example(network, 7, 1).batch();
        Trainer trainer = network.trainer();
        float[] before = all(network);
        float[] flat = new float[Layouts.size(network.signature().trainable(0))];
        trainer.gradients(0, batch, flat);
        trainer.gradients(0, batch, flat);
        assertThat(all(network)).isEqualTo(before);
        trainer.step(batch);
        Network other = network("Normalised");
        other.trainer().step(batch);
        assertThat(all(network)).isEqualTo(all(other));
        assertThat(network.tensor("y.batch_norm.running_mean")).isNotEqualTo(new float[17]);
    }

    @Test
    void anUpdateWithGradientsOfElsewhereLeavesRunningStatistics() {
        Network network = network("Normalised");
        float[] mean = network.tensor("y.batch_norm.running_mean");
        float[] weight = network.tensor("y.dense.weight");
        float[] flat = new float[Layouts.size(network.signature().trainable(0))];
        Arrays.fill(flat, 1);
        network.trainer().update(0, flat);
        assertThat(network.tensor("y.batch_norm.running_mean")).isEqualTo(mean);
        assertThat(network.tensor("y.dense.weight")).isNotEqualTo(weight);
    }

    @Test
    void aPlateauLowersTheRatesOfGroupsTooAndGoesOnFromACheckpoint() {
        Split split = Split.of(source(40), 0.25, 1);
        List<List<Double>> whole = new ArrayList<>();
        Trainer trainer = network("Falling").trainer();
        new TrainingLoop(trainer, split.training())
                .validation(split.validation())
                .listener(rates(trainer, whole))
                .run();
        // No epoch is nine tenths below the first, so that each later one lowers the rate.
        assertThat(whole)
                .containsExactly(
                        List.of(0.1, 0.02), List.of(0.05, 0.01), List.of(0.025, 0.005), List.of(0.0125, 0.0025));
        List<List<Double>> resumed = new ArrayList<>();
        for (int epoch = 1; epoch <= 4; epoch++) {
            Trainer part = network("Falling").trainer();
            if (epoch > 1) {
                resume(part);
            }
            new TrainingLoop(part, split.training())
                    .validation(split.validation())
                    .epochs(epoch)
                    .listener(rates(part, resumed))
                    .run();
            save(part);
        }
        assertThat(resumed).isEqualTo(whole);
    }

    @Test
    void aPlateauNeedsExamplesToWatch() {
        TrainingLoop loop = new TrainingLoop(network("Falling").trainer(), source(40));
        assertThatThrownBy(loop::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a rate that falls on a plateau needs held-out examples to watch; give some");
    }

    private static TrainingListener rates(Trainer trainer, List<List<Double>> rates) {
        return new TrainingListener() {
            @Override
            public void onEpoch(EpochResult result) {
                rates.add(List.of(trainer.get("rate"), trainer.get("group1.rate")));
            }
        };
    }

    /** 20 examples are 3 batches an epoch, one update; after 4 epochs the rate has fallen to 0 along 4 updates. */
    @Test
    void schedulesCountUpdates() {
        Network network = network("Averaged");
        Trainer trainer = network.trainer();
        new TrainingLoop(trainer, source(20)).run();
        assertThat(trainer.steps(0)).isEqualTo(4);
        assertThat(trainer.rate(0)).isZero();
    }

    /** 13 examples are 2 batches an epoch, where an update takes 3; 30 are 4, a whole update and one of what is left. */
    @ParameterizedTest
    @CsvSource({"13, 4", "30, 8"})
    void anEpochEndsWithAnUpdateOfWhatIsLeft(int examples, int updates) {
        Trainer trainer = network("Averaged").trainer();
        new TrainingLoop(trainer, source(examples)).run();
        assertThat(trainer.steps(0)).isEqualTo(updates);
        assertThat(trainer.rate(0)).as("after the last update").isZero();
    }

    @Test
    void whatIsLeftIsAMeanToo() {
        Network network = network("Gathered");
        Trainer trainer = network.trainer();
        float[] expected = UpdateCheck.weights(network, 0);
        for (int i = 0; i < 2; i++) {
            Batch batch = new Example(network, 8, i).batch();
            float[] gradients = new float[expected.length];
            trainer.gradients(0, batch, gradients);
            for (int j = 0; j < expected.length; j++) {
                expected[j] -= 0.1f * gradients[j] / 2;
            }
            trainer.step(batch);
        }
        trainer.updateWaiting();
        Agreement agreement = new Agreement();
        agreement.compare("weights", UpdateCheck.weights(network, 0), expected);
        agreement.check();
        float[] moved = all(network);
        trainer.updateWaiting();
        assertThat(trainer.steps(0)).isEqualTo(1);
        assertThat(all(network)).as("where nothing waits").isEqualTo(moved);
    }

    @Test
    void anUpdateOfWhatWasLeftLeavesNothingForTheNext() {
        Network network = network("Gathered");
        Trainer trainer = network.trainer();
        Batch batch = new Example(network, 8, 1).batch();
        trainer.step(batch);
        trainer.updateWaiting();
        Network other = network("Gathered");
        network.signature().tensors().forEach(t -> other.setTensor(t.name(), network.tensor(t.name())));
        Trainer fresh = other.trainer();
        for (int i = 0; i < 3; i++) {
            assertThat(fresh.step(batch)).isEqualTo(trainer.step(batch));
        }
        assertThat(all(network)).isEqualTo(all(other));
        assertThat(trainer.steps(0)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Averaged", "Rivals"})
    void theAverageIsEvaluatedAndSaved(String model) throws IOException {
        Network network = network(model);
        Trainer trainer = network.trainer();
        Batch batch = new Example(network, 8, 1).batch();
        for (int step = 0; step < 12; step++) {
            trainer.step(batch);
        }
        Path file = folder.resolve("weights.safetensors");
        network.save(file);
        Network loaded = network(model);
        loaded.loadWeights(file);
        assertThat(all(loaded)).isEqualTo(all(network));
        assertThat(loss(loaded.trainer(), batch)).isEqualTo(loss(trainer, batch));
        // The next update trains other weights than those of the network.
        Trainer fresh = loaded.trainer();
        for (int step = 0; step < 3; step++) {
            fresh.step(batch);
            trainer.step(batch);
        }
        assertThat(all(loaded)).isNotEqualTo(all(network));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Averaged", "Rivals", "Normalised"})
    void trainingGoesOnFromACheckpointAfterAnyStep(String model) {
        Network network = network(model);
        Trainer trainer = network.trainer();
        Trainer parts = network(model).trainer();
        for (int step = 0; step < 8; step++) {
            Batch batch = new Example(network, 8, step).batch();
            assertThat(parts.step(batch)).isEqualTo(trainer.step(batch));
            save(parts);
            parts = network(model).trainer();
            resume(parts);
            assertThat(all(parts.network())).isEqualTo(all(network));
        }
    }

    private static double loss(Trainer trainer, Batch batch) {
        Evaluation evaluation = new Evaluation(trainer.signature().metrics());
        trainer.evaluate(batch, evaluation);
        return evaluation.loss();
    }

    private void save(Trainer trainer) {
        try {
            trainer.saveCheckpoint(folder.resolve("checkpoint.safetensors"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void resume(Trainer trainer) {
        try {
            trainer.resume(folder.resolve("checkpoint.safetensors"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float[] all(Network network) {
        List<float[]> tensors = new ArrayList<>();
        for (TensorSpec tensor : network.signature().tensors()) {
            tensors.add(network.tensor(tensor.name()));
        }
        float[] all =
                new float[tensors.stream().mapToInt(values -> values.length).sum()];
        int at = 0;
        for (float[] values : tensors) {
            System.arraycopy(values, 0, all, at, values.length);
            at += values.length;
        }
        return all;
    }

    private static DataSource source(int examples) {
        Random random = new Random(5);
        float[] inputs = new float[examples * 5];
        float[] targets = new float[examples * 2];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < targets.length; i++) {
            targets[i] = (float) random.nextGaussian();
        }
        return ArraySource.of(network("Falling").signature(), examples, inputs, targets);
    }
}
