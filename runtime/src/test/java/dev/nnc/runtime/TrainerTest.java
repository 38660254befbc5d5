package dev.nnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.runtime.safetensors.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks settings, the two ways to make a step, and checkpoints. */
class TrainerTest {

    @TempDir
    Path folder;

    private ToyTrainer trainer;
    private final Batch batch = ToyData.batch(4);

    @BeforeEach
    void create() {
        trainer = ToyData.fitted(3).trainer(Workers.single());
    }

    @Test
    void settingsBeginWithTheModelsDefaults() {
        assertThat(trainer.get("rate")).isEqualTo(0.05);
        assertThat(trainer.get("slope.momentum")).isEqualTo(0.9);
        assertThat(trainer.get("shift.momentum")).isEqualTo(0.5);
        assertThat(trainer.get("beta2")).isEqualTo(0.99);
        assertThat(trainer.seed()).isEqualTo(42);
    }

    @Test
    void aSettingIsSetInAllPhasesOrInOne() {
        trainer.set("rate", 0.5);
        assertThat(trainer.rate(0)).isEqualTo(0.5);
        assertThat(trainer.rate(1)).isEqualTo(0.5);
        trainer.set("shift.rate", 0.25);
        assertThat(trainer.rate(0)).isEqualTo(0.5);
        assertThat(trainer.rate(1)).isEqualTo(0.25);
    }

    @Test
    void unknownAndCompiledSettingsAreRefused() {
        assertThatThrownBy(() -> trainer.set("momentun", 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Toy has no setting momentun; it has rate, momentum, beta2");
        assertThatThrownBy(() -> trainer.get("slope.beta2"))
                .hasMessage("Toy has no setting slope.beta2; it has rate, momentum, beta2");
        assertThatThrownBy(() -> trainer.set("batch", 128))
                .hasMessage("batch is fixed when Toy is compiled; change it in the model file");
    }

    @Test
    void settingsMustBeSensibleNumbers() {
        assertThatThrownBy(() -> trainer.set("rate", Double.NaN))
                .hasMessage("rate must be a finite number, 0 or more, not NaN");
        assertThatThrownBy(() -> trainer.set("slope.momentum", -1))
                .hasMessage("momentum must be a finite number, 0 or more, not -1.0");
        assertThatThrownBy(() -> trainer.set("beta2", 1)).hasMessage("beta2 must be below 1, not 1.0");
    }

    @Test
    void aScheduleGivesTheRateUntilItIsSet() {
        trainer.setSchedule(0, step -> 1.0 / (step + 1));
        trainer.step(batch);
        assertThat(trainer.rate(0)).isEqualTo(0.5);
        assertThat(trainer.rate(1)).isEqualTo(0.1);
        trainer.set("rate", 0.3);
        assertThat(trainer.rate(0)).isEqualTo(0.3);
    }

    @Test
    void aStepLearnsAndCounts() {
        float first = trainer.step(batch);
        assertThat(trainer.loss("slope") + trainer.loss("shift")).isEqualTo(first);
        for (int i = 0; i < 50; i++) {
            trainer.step(batch);
        }
        assertThat(trainer.step(batch)).isLessThan(0.1f * first);
        assertThat(trainer.steps(0)).isEqualTo(52);
        assertThat(trainer.steps(1)).isEqualTo(52);
        assertThatThrownBy(() -> trainer.loss("other")).hasMessage("Toy has no loss other; it has slope, shift");
    }

    @Test
    void gradientsAndUpdateAreAStepBitForBit() {
        ToyTrainer parted = ToyData.fitted(3).trainer(Workers.single());
        float[] slope = new float[6];
        float[] shift = new float[2];
        for (int i = 0; i < 20; i++) {
            float loss = trainer.step(batch);
            float slopeLoss = parted.gradients(0, batch, slope);
            parted.update(0, slope);
            float shiftLoss = parted.gradients(1, batch, shift);
            parted.update(1, shift);
            assertThat(slopeLoss + shiftLoss).isEqualTo(loss);
        }
        assertThat(parted.parameters).isEqualTo(trainer.parameters);
        assertThat(parted.state).isEqualTo(trainer.state);
    }

    @Test
    void flatGradientsAreInLogicalOrder() {
        float[] slope = new float[6];
        trainer.gradients(0, batch, slope);
        for (int o = 0; o < 2; o++) {
            for (int i = 0; i < 3; i++) {
                assertThat(slope[3 * o + i]).isEqualTo(trainer.gradients[i * Toy.LANES + o]);
            }
        }
        assertThatThrownBy(() -> trainer.update(1, slope))
                .hasMessage("the flat gradients of loss shift have 2 elements, not 6");
        assertThatThrownBy(() -> trainer.gradients(0, batch, new float[48]))
                .hasMessage("the flat gradients of loss slope have 6 elements, not 48");
    }

    @Test
    void resumingGoesOnBitForBit() throws IOException {
        trainer.setSeed(77);
        trainer.set("shift.rate", 0.07);
        run(trainer, 10);
        trainer.setPosition(2, 12, 3.25);
        trainer.best().keep(1, 0.5);
        trainer.network().putMetadata("columns", "a,b,c");
        trainer.saveCheckpoint(folder.resolve("ckpt"));
        run(trainer, 10);

        ToyTrainer resumed = new Toy().trainer(Workers.single());
        resumed.resume(folder.resolve("ckpt"));
        assertThat(resumed.position()).isEqualTo(new Trainer.Position(2, 12, 3.25));
        assertThat(resumed.seed()).isEqualTo(77);
        assertThat(resumed.steps(0)).isEqualTo(10);
        assertThat(resumed.network().metadata()).containsEntry("columns", "a,b,c");
        assertThat(resumed.best().epoch()).isEqualTo(1);
        assertThat(resumed.best().value()).isEqualTo(0.5);
        run(resumed, 10);
        assertThat(resumed.parameters).isEqualTo(trainer.parameters);
        assertThat(resumed.state).isEqualTo(trainer.state);
        resumed.best().restore();
        trainer.best().restore();
        assertThat(resumed.parameters).isEqualTo(trainer.parameters);
    }

    private void run(Trainer trainer, int steps) {
        for (int i = 0; i < steps; i++) {
            trainer.step(batch);
        }
    }

    @Test
    void aCheckpointHoldsSlotsByTensorName() throws IOException {
        run(trainer, 3);
        trainer.saveCheckpoint(folder.resolve("ckpt"));
        Safetensors file = Safetensors.read(folder.resolve("ckpt"));
        assertThat(file.tensors()).containsKeys("dense.weight", "nnc.optimizer.slope.velocity.dense.weight");
        float[] velocity =
                file.tensors().get("nnc.optimizer.slope.velocity.dense.weight").floats();
        assertThat(velocity[3]).isEqualTo(trainer.state[Toy.SIGNATURE.stateOffset(0) + 1]);
        assertThat(file.tensors().get("nnc.optimizer.shift.velocity.dense.bias").floats()[1])
                .isEqualTo(trainer.state[Toy.SIGNATURE.stateOffset(1) + 1]);
    }

    @Test
    void theWeightsOfACheckpointCanBeLoadedAlone() throws IOException {
        run(trainer, 3);
        trainer.saveCheckpoint(folder.resolve("ckpt"));
        Toy toy = new Toy();
        toy.loadWeights(folder.resolve("ckpt"));
        assertThat(toy.parameters).isEqualTo(trainer.parameters);
        assertThat(toy.metadata()).isEmpty();
    }

    @Test
    void weightsAloneAreNoCheckpoint() throws IOException {
        Path file = folder.resolve("weights");
        trainer.network().save(file);
        assertThatThrownBy(() -> trainer.resume(file))
                .isInstanceOf(WeightsException.class)
                .hasMessage(file + " holds weights alone, not a checkpoint to resume from");
    }

    private void assertRefused(Safetensors contents, String message) throws IOException {
        Path file = folder.resolve("other");
        contents.write(file);
        float[] before = trainer.parameters.clone();
        assertThatThrownBy(() -> trainer.resume(file))
                .isInstanceOf(WeightsException.class)
                .hasMessage(file + message);
        assertThat(trainer.parameters).isEqualTo(before);
        assertThat(trainer.steps(0)).isZero();
    }

    private Safetensors checkpoint() throws IOException {
        ToyTrainer other = ToyData.fitted(9).trainer(Workers.single());
        run(other, 2);
        other.saveCheckpoint(folder.resolve("ckpt"));
        return Safetensors.read(folder.resolve("ckpt"));
    }

    @Test
    void checkpointsOfOtherOptimizersAndModelsAreRefused() throws IOException {
        Safetensors contents = checkpoint();
        contents.tensors().remove("nnc.optimizer.shift.velocity.dense.bias");
        assertRefused(
                contents, " is a checkpoint of another optimizer: it lacks nnc.optimizer.shift.velocity.dense.bias");
        contents = checkpoint();
        contents.metadata().remove("nnc.setting.slope.momentum");
        assertRefused(contents, " is a checkpoint of another optimizer: it lacks nnc.setting.slope.momentum");
        contents = checkpoint();
        contents.tensors()
                .put("nnc.optimizer.shift.velocity.dense.bias", new Safetensors.Tensor(new int[] {3}, new float[3]));
        assertRefused(
                contents,
                " is a checkpoint of another model; nnc.optimizer.shift.velocity.dense.bias is [3] in the file but [2]"
                        + " in the model");
        contents = checkpoint();
        contents.tensors().remove("dense.bias");
        assertRefused(contents, " does not fit model Toy; it lacks dense.bias [2]");
    }

    @Test
    void brokenCheckpointsAreRefused() throws IOException {
        Safetensors contents = checkpoint();
        contents.metadata().put("nnc.steps.slope", "many");
        assertRefused(contents, " is a broken checkpoint: nnc.steps.slope is many, not a whole number");
        contents = checkpoint();
        contents.metadata().put("nnc.setting.slope.rate", "fast");
        assertRefused(contents, " is a broken checkpoint: nnc.setting.slope.rate is fast, not a number");
        contents = checkpoint();
        contents.metadata().put("nnc.examples", "60");
        contents.metadata().put("nnc.examples.x", "same");
        assertRefused(contents, " is a broken checkpoint: nnc.examples.x is same, not a whole number");
    }

    @Test
    void stepsCheckTheirCount() {
        assertThatThrownBy(() -> trainer.step(ToyData.batch(5)))
                .hasMessage("a step of Toy takes 1 to 4 examples, not 5");
    }
}
