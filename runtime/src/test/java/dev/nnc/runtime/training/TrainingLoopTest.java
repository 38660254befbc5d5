package dev.nnc.runtime.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Schedule;
import dev.nnc.runtime.Toy;
import dev.nnc.runtime.ToyData;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.TrainingSpec.Better;
import dev.nnc.runtime.data.DataSource;
import dev.nnc.runtime.data.Split;
import dev.nnc.runtime.training.TrainingResult.End;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks epochs, batches, validation, early stopping, stopping and resuming. */
class TrainingLoopTest {

    @TempDir
    Path folder;

    private final DataSource examples = ToyData.source(30);
    private Trainer trainer;

    @BeforeEach
    void create() {
        trainer = trainer();
    }

    private static Trainer trainer() {
        Toy toy = new Toy();
        toy.initialize(5);
        return toy.trainer();
    }

    private static float[] weights(Trainer trainer) {
        float[] weight = trainer.network().tensor("dense.weight");
        float[] bias = trainer.network().tensor("dense.bias");
        float[] all = Arrays.copyOf(weight, 8);
        System.arraycopy(bias, 0, all, 6, 2);
        return all;
    }

    @Test
    void learnsAndMeasures() {
        Split split = Split.of(ToyData.source(200), 0.2, 1);
        TrainingResult result = new TrainingLoop(trainer, split.training())
                .validation(split.validation())
                .run();
        assertThat(result.end()).isEqualTo(End.FINISHED);
        assertThat(result.epochs()).hasSize(10).extracting(EpochResult::epoch).startsWith(1, 2, 3);
        EpochResult last = result.epochs().get(9);
        assertThat(last.trainLoss()).isLessThan(0.1 * result.epochs().get(0).trainLoss());
        assertThat(last.metrics().keySet()).containsExactly("mean_absolute_error", "r2");
        assertThat(last.metrics().get("r2")).isGreaterThan(0.9);
        assertThat(last.validationLoss())
                .isEqualTo(new Evaluator(trainer, split.validation()).evaluate().loss());
        assertThat(last.examplesPerSecond()).isPositive();
        assertThat(result.bestEpoch()).isEqualTo(10);
    }

    @Test
    void everyBatchIsTakenTheLastOneSmaller() {
        List<Integer> examplesSoFar = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        TrainingResult result = new TrainingLoop(trainer, examples)
                .epochs(1)
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(int epoch, int examples, float loss) {
                        assertThat(epoch).isEqualTo(1);
                        losses.add(trainer.lossOfExamples(examples == 30 ? 2 : 4));
                        assertThat(trainer.lossOfExamples(1)).isCloseTo(loss, within(1e-5));
                        examplesSoFar.add(examples);
                    }
                })
                .run();
        assertThat(examplesSoFar).containsExactly(4, 8, 12, 16, 20, 24, 28, 30);
        assertThat(trainer.steps(0)).isEqualTo(8);
        double sum = losses.stream().mapToDouble(l -> l).sum();
        assertThat(result.epochs().get(0).trainLoss()).isCloseTo(sum / 30, within(1e-12));
        assertThat(result.epochs().get(0).validationLoss()).isNaN();
        assertThat(result.epochs().get(0).metrics()).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        new TrainingLoop(trainer, examples).seed(8).run();
        Trainer again = trainer();
        new TrainingLoop(again, examples).seed(8).run();
        assertThat(weights(again)).isEqualTo(weights(trainer));
        Trainer other = trainer();
        new TrainingLoop(other, examples).seed(9).run();
        assertThat(weights(other)).isNotEqualTo(weights(trainer));
    }

    @Test
    void theModelsScheduleSpansTheTraining() {
        List<Double> rates = new ArrayList<>();
        new TrainingLoop(trainer, examples)
                .epochs(2)
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(int epoch, int examples, float loss) {
                        rates.add(trainer.rate(0));
                        assertThat(trainer.rate(1)).isEqualTo(0.1);
                    }
                })
                .run();
        Schedule expected = Schedule.cosine(0.05, 0, 16);
        for (int step = 0; step < 16; step++) {
            assertThat(rates.get(step)).isEqualTo(expected.rate(step + 1));
        }
    }

    @Test
    void aScheduleOfTheCallerReplacesIt() {
        new TrainingLoop(trainer, examples).epochs(1).schedule(step -> 0.001).run();
        assertThat(trainer.rate(0)).isEqualTo(0.001);
        assertThat(trainer.rate(1)).isEqualTo(0.001);
    }

    /** Saves a checkpoint after some steps, and stops. */
    private TrainingListener interruption(TrainingLoop[] loop, Trainer trained, int atStep) {
        return new TrainingListener() {
            @Override
            public void onStep(int epoch, int examples, float loss) {
                if (trained.steps(0) == atStep) {
                    save(trained);
                    loop[0].requestStop();
                }
            }
        };
    }

    private void save(Trainer trained) {
        try {
            trained.saveCheckpoint(folder.resolve("ckpt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void resumingInTheMiddleOfAnEpochGivesTheSameBits() throws IOException {
        Split split = Split.of(examples, 0.2, 1);
        TrainingResult whole = new TrainingLoop(trainer, split.training())
                .validation(split.validation())
                .earlyStopping(3, "loss")
                .run();

        Trainer interrupted = trainer();
        TrainingLoop[] loop = new TrainingLoop[1];
        loop[0] = new TrainingLoop(interrupted, split.training())
                .validation(split.validation())
                .earlyStopping(3, "loss")
                .listener(interruption(loop, interrupted, 27));
        TrainingResult first = loop[0].run();
        assertThat(first.end()).isEqualTo(End.REQUESTED);
        assertThat(first.epochs()).hasSize(4);

        Trainer resumed = trainer();
        resumed.resume(folder.resolve("ckpt"));
        TrainingResult rest = new TrainingLoop(resumed, split.training())
                .validation(split.validation())
                .earlyStopping(3, "loss")
                .run();
        assertThat(weights(resumed)).isEqualTo(weights(trainer));
        assertThat(rest.bestEpoch()).isEqualTo(whole.bestEpoch());
        assertThat(rest.epochs())
                .extracting(EpochResult::trainLoss)
                .isEqualTo(whole.epochs().stream()
                        .skip(4)
                        .map(EpochResult::trainLoss)
                        .toList());
    }

    @Test
    void earlyStoppingKeepsTheBestWeights() {
        Split split = Split.of(examples, 0.3, 1);
        trainer.set("slope.momentum", 0);
        List<Double> seen = new ArrayList<>();
        List<float[]> weights = new ArrayList<>();
        TrainingResult result = new TrainingLoop(trainer, split.training())
                .validation(split.validation())
                .epochs(200)
                .schedule(step -> step < 60 ? 0.05 : 0.6)
                .earlyStopping(4, "mean_absolute_error")
                .listener(new TrainingListener() {
                    @Override
                    public void onEpoch(EpochResult epoch) {
                        seen.add(epoch.metrics().get("mean_absolute_error"));
                        weights.add(TrainingLoopTest.weights(trainer));
                    }

                    @Override
                    public void onEnd(TrainingResult result) {
                        assertThat(TrainingLoopTest.weights(trainer)).isEqualTo(weights.get(weights.size() - 1));
                    }
                })
                .run();
        int best = seen.indexOf(seen.stream().min(Double::compare).orElseThrow());
        assertThat(result.end()).isEqualTo(End.STOPPED_EARLY);
        assertThat(result.bestEpoch()).isEqualTo(best + 1);
        assertThat(result.epochs()).hasSize(best + 1 + 4);
        assertThat(weights(trainer)).isEqualTo(weights.get(best));
    }

    @Test
    void aMetricThatShouldGrowIsWatchedUpwards() {
        Split split = Split.of(ToyData.source(200), 0.2, 1);
        TrainingResult result = new TrainingLoop(trainer, split.training())
                .validation(split.validation())
                .earlyStopping(10, "r2")
                .run();
        double best = result.epochs().stream()
                .mapToDouble(e -> e.metrics().get("r2"))
                .max()
                .orElseThrow();
        assertThat(trainer.best().value()).isEqualTo(best);
    }

    @Test
    void whatIsBetterCanBeSaid() {
        TrainingResult result = new TrainingLoop(trainer, examples)
                .validation(examples)
                .earlyStopping(2, "loss", Better.HIGHER)
                .run();
        assertThat(result.bestEpoch()).isEqualTo(1);
        assertThat(result.epochs()).hasSize(3);
    }

    @Test
    void aFinishedTrainingHasNothingLeft() throws IOException {
        new TrainingLoop(trainer, examples).epochs(2).run();
        float[] before = weights(trainer);
        assertThat(new TrainingLoop(trainer, examples).epochs(2).run().epochs()).isEmpty();
        assertThat(weights(trainer)).isEqualTo(before);
        assertThat(new TrainingLoop(trainer, examples).epochs(3).run().epochs())
                .extracting(EpochResult::epoch)
                .containsExactly(3);
    }

    @Test
    void divergenceEndsTraining() {
        TrainingResult result = new TrainingLoop(trainer, examples)
                .schedule(Schedule.constant(1e30))
                .run();
        assertThat(result.end()).isEqualTo(End.DIVERGED);
        assertThat(result.epochs()).isEmpty();
        assertThat(result.bestEpoch()).isZero();
    }

    @Test
    void aStopBeforeTheStartDoesNothing() {
        TrainingLoop loop = new TrainingLoop(trainer, examples);
        loop.requestStop();
        assertThat(loop.run().end()).isEqualTo(End.REQUESTED);
        assertThat(trainer.steps(0)).isZero();
    }

    @Test
    void settingsAreChecked() {
        TrainingLoop loop = new TrainingLoop(trainer, examples);
        assertThatThrownBy(() -> loop.batch(5))
                .hasMessage(
                        "a batch of Toy has 1 to 4 examples, not 5; the largest is fixed when the model is compiled");
        assertThatThrownBy(() -> loop.epochs(0)).hasMessage("there must be 1 or more epochs, not 0");
        assertThatThrownBy(() -> loop.earlyStopping(-1, "loss"))
                .hasMessage("patience must be 0 or more epochs, not -1");
        assertThatThrownBy(() -> loop.earlyStopping(2, "loss").run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("early stopping needs held-out examples to watch; give some, or set its patience to 0");
        assertThatThrownBy(() ->
                        loop.validation(examples).earlyStopping(2, "accuracy").run())
                .hasMessage("Toy has no metric accuracy to watch; there is loss, mean_absolute_error, r2");
        assertThatThrownBy(() -> new TrainingLoop(trainer, ToyData.source(0)).run())
                .hasMessage("there are no examples to learn from");
    }

    @Test
    void otherDataIsNoticed() throws IOException {
        new TrainingLoop(trainer, examples).epochs(1).run();
        save(trainer);
        Trainer resumed = trainer();
        resumed.resume(folder.resolve("ckpt"));
        assertThat(resumed.data()).isEqualTo(trainer.data()).isPresent();
        String advice = "; go on with the same examples, or call otherData() to go on with these";
        assertThatThrownBy(() -> new TrainingLoop(resumed, ToyData.source(20)).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("training began with 30 examples, but there are 20 now" + advice);
        DataSource reversed = backwards(examples);
        assertThatThrownBy(() -> new TrainingLoop(resumed, reversed).run())
                .hasMessage("training began with other values of `x`, `y`" + advice);
        assertThat(resumed.steps(0)).isEqualTo(trainer.steps(0));
    }

    @Test
    void theRunningEpochBeginsAnewWithOtherData() {
        new TrainingLoop(trainer, examples).epochs(1).run();
        trainer.setPosition(1, 28, 5);
        TrainingResult result = new TrainingLoop(trainer, ToyData.source(20))
                .epochs(2)
                .otherData()
                .run();
        assertThat(result.epochs()).hasSize(1);
        assertThat(trainer.steps(0)).isEqualTo(8 + 5);
        assertThat(trainer.data().orElseThrow().examples()).isEqualTo(20);
        assertThat(new TrainingLoop(trainer, ToyData.source(20)).epochs(3).run().epochs())
                .hasSize(1);
    }

    @Test
    void checkpointsWithoutTheirDataAreResumed() throws IOException {
        save(trainer);
        Trainer resumed = trainer();
        resumed.resume(folder.resolve("ckpt"));
        assertThat(resumed.data()).isEmpty();
        resumed.setPosition(1, 28, 0);
        assertThatThrownBy(() -> new TrainingLoop(resumed, ToyData.source(20)).run())
                .hasMessage(
                        "training stands at example 28 of an epoch, but there are only 20: is this the data it began"
                                + " with?");
        resumed.setPosition(0, 0, 0);
        assertThat(new TrainingLoop(resumed, examples).epochs(1).run().epochs()).hasSize(1);
    }

    private static DataSource backwards(DataSource source) {
        return new DataSource() {
            @Override
            public int size() {
                return source.size();
            }

            @Override
            public void read(int[] indices, int from, int count, Batch batch) {
                int[] others = Arrays.stream(indices, from, from + count)
                        .map(index -> source.size() - 1 - index)
                        .toArray();
                source.read(others, 0, count, batch);
            }
        };
    }
}
