package dev.nnc.runtime.training;

import dev.nnc.runtime.Augmentation;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.DataFingerprint;
import dev.nnc.runtime.PhaseSpec;
import dev.nnc.runtime.Schedule;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.TrainingSpec;
import dev.nnc.runtime.TrainingSpec.Better;
import dev.nnc.runtime.data.Augmenter;
import dev.nnc.runtime.data.DataSource;
import dev.nnc.runtime.data.Fingerprints;
import dev.nnc.runtime.data.Shuffle;
import dev.nnc.runtime.data.Standardizer;
import dev.nnc.runtime.metrics.Evaluation;
import dev.nnc.runtime.training.TrainingResult.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Trains over epochs of shuffled batches. What is not set is as the model file says. The last, smaller batch of an epoch is
 * used, and gradients that wait for an update at its end do not wait any longer. A loop is run once, and goes on from the trainer's position.
 */
public final class TrainingLoop {

    private final Trainer trainer;
    private final Signature signature;
    private final DataSource training;
    private final List<TrainingListener> listeners = new ArrayList<>();
    private final List<EpochResult> results = new ArrayList<>();
    private Evaluator validator;
    private Schedule schedule;
    private int epochs;
    private int batchSize;
    private int patience;
    private String monitor;
    private Better better;
    private Batch batch;
    private Shuffle shuffle;
    private List<Augmentation> augmentations;
    private Augmenter augmenter;
    private EarlyStopping earlyStopping;
    private double lossSum;
    private boolean otherData;
    private volatile boolean stopRequested;

    /** A loop over these examples. */
    public TrainingLoop(Trainer trainer, DataSource training) {
        TrainingSpec spec = trainer.signature().training();
        this.trainer = trainer;
        this.signature = trainer.signature();
        this.training = training;
        this.epochs = spec.epochs();
        this.batchSize = spec.batch();
        this.patience = spec.patience();
        this.monitor = spec.monitor();
        this.better = spec.better();
        this.augmentations = spec.augmentations();
    }

    /** Evaluates these examples after every epoch. */
    public TrainingLoop validation(DataSource validation) {
        this.validator = validation.size() == 0 ? null : new Evaluator(trainer, validation);
        return this;
    }

    /** Passes over the examples, counted from the trainer's first. */
    public TrainingLoop epochs(int epochs) {
        if (epochs < 1) {
            throw new IllegalArgumentException("there must be 1 or more epochs, not " + epochs);
        }
        this.epochs = epochs;
        return this;
    }

    /** Examples in a step, from 1 to the model's largest batch. */
    public TrainingLoop batch(int batch) {
        if (batch < 1 || batch > signature.maxBatch()) {
            throw new IllegalArgumentException("a batch of " + signature.model() + " has 1 to " + signature.maxBatch()
                    + " examples, not " + batch + "; the largest is fixed when the model is compiled");
        }
        this.batchSize = batch;
        return this;
    }

    /** The seed of the order of examples and of what the network draws; it becomes the trainer's. */
    public TrainingLoop seed(long seed) {
        trainer.setSeed(seed);
        return this;
    }

    /** Stops early as {@link #earlyStopping(int, String, Better)}, with what is usually better. */
    public TrainingLoop earlyStopping(int patience, String monitor) {
        return earlyStopping(patience, monitor, Better.USUAL);
    }

    /** Stops after {@code patience} epochs in which {@code monitor} ("loss" or a metric's label) was no better; 0 for never. */
    public TrainingLoop earlyStopping(int patience, String monitor, Better better) {
        if (patience < 0) {
            throw new IllegalArgumentException("patience must be 0 or more epochs, not " + patience);
        }
        this.patience = patience;
        this.monitor = monitor;
        this.better = better;
        return this;
    }

    /** Changes the pictures of training batches at random in these ways, none for as they are; what is held out stays as it is. */
    public TrainingLoop augment(Augmentation... changes) {
        this.augmentations = List.of(changes);
        return this;
    }

    /** Replaces the model's schedule in every phase. */
    public TrainingLoop schedule(Schedule schedule) {
        this.schedule = schedule;
        return this;
    }

    /**
     * Goes on although the trainer learned from other examples before, which is else taken for a mistake. The epoch in which it
     * stands begins anew.
     */
    public TrainingLoop otherData() {
        otherData = true;
        return this;
    }

    /** Tells a listener how training goes. */
    public TrainingLoop listener(TrainingListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Asks the loop, from any thread, to end after the running step. */
    public void requestStop() {
        stopRequested = true;
    }

    /**
     * Trains to the end, and then, with early stopping, puts the best weights back. Fits {@code standardize} layers first when
     * they are not.
     *
     * @throws IllegalArgumentException when there are no examples, or others than the trainer learned from before
     * @throws IllegalStateException when there are no weights to train, or early stopping has nothing to watch
     */
    public TrainingResult run() {
        prepare();
        End end = stoppedBefore() ? End.STOPPED_EARLY : End.FINISHED;
        while (end == End.FINISHED && trainer.position().epoch() < epochs) {
            end = epoch();
        }
        int best = patience > 0 ? trainer.best().epoch() : trainer.position().epoch();
        TrainingResult result = new TrainingResult(results, end, best);
        listeners.forEach(listener -> listener.onEnd(result));
        if (patience > 0) {
            trainer.best().restore();
        }
        return result;
    }

    /** Whether the checkpoint that training goes on from was made when patience had ended. */
    private boolean stoppedBefore() {
        int best = trainer.best().epoch();
        return patience > 0 && best > 0 && trainer.position().epoch() - best >= patience;
    }

    private void prepare() {
        int size = training.size();
        if (size == 0) {
            throw new IllegalArgumentException("there are no examples to learn from");
        }
        if (signature.trainableFloats() == 0) {
            throw new IllegalStateException(signature.model() + " has no weights to train");
        }
        if (patience > 0 && validator == null) {
            throw new IllegalStateException(
                    "early stopping needs held-out examples to watch; give some, or set its patience to 0");
        }
        if (followsPlateaus() && validator == null) {
            throw new IllegalStateException(
                    "a rate that falls on a plateau needs held-out examples to watch; give some");
        }
        checkData();
        if (!trainer.network().isFitted()) {
            Standardizer.fit(trainer.network(), training);
        }
        earlyStopping = new EarlyStopping(signature, trainer.best(), patience, monitor, better);
        batch = Batch.forTraining(signature, batchSize);
        shuffle = new Shuffle(size, trainer.seed());
        augmenter = new Augmenter(augmentations, trainer.seed());
        long batches = (size + batchSize - 1L) / batchSize;
        for (int p = 0; p < signature.phases().size(); p++) {
            int together = signature.phases().get(p).accumulate();
            setSchedule(p, epochs * ((batches + together - 1) / together));
        }
    }

    private void checkData() {
        DataFingerprint now = Fingerprints.of(signature, training);
        String difference =
                trainer.data().flatMap(before -> before.difference(now)).orElse("");
        if (!difference.isEmpty() && !otherData) {
            throw new IllegalArgumentException("training began with " + difference
                    + "; go on with the same examples, or call otherData() to go on with these");
        }
        if (!difference.isEmpty()) {
            trainer.setPosition(trainer.position().epoch(), 0, 0);
        }
        if (trainer.position().offset() > training.size()) {
            throw new IllegalArgumentException("training stands at example "
                    + trainer.position().offset() + " of an epoch, but there are only " + training.size()
                    + ": is this the data it began with?");
        }
        trainer.setData(now);
    }

    private boolean followsPlateaus() {
        return schedule == null
                && signature.phases().stream().anyMatch(phase -> phase.plateau().isPresent());
    }

    private void setSchedule(int phase, long totalSteps) {
        PhaseSpec spec = signature.phases().get(phase);
        if (schedule != null) {
            trainer.setSchedule(phase, schedule);
        } else {
            double rate = trainer.get(spec.name() + ".rate");
            trainer.modelSchedule(phase, rate, totalSteps).ifPresent(s -> trainer.setSchedule(phase, s));
        }
    }

    /** Goes on to the end of the running epoch. */
    private End epoch() {
        Trainer.Position start = trainer.position();
        int[] order = shuffle.epoch(start.epoch());
        lossSum = start.lossSum();
        long nanos = System.nanoTime();
        for (int offset = start.offset(); offset < order.length; offset += batchSize) {
            if (stopRequested) {
                return End.REQUESTED;
            }
            float loss = step(start.epoch(), order, offset);
            if (!Float.isFinite(loss)) {
                return End.DIVERGED;
            }
        }
        trainer.updateWaiting();
        double seconds = (System.nanoTime() - nanos) * 1e-9;
        trainer.setPosition(start.epoch() + 1, 0, 0);
        return finish(start.epoch() + 1, lossSum / order.length, (order.length - start.offset()) / seconds);
    }

    private float step(int epoch, int[] order, int offset) {
        int count = Math.min(batchSize, order.length - offset);
        training.read(order, offset, count, batch);
        augmenter.apply(batch, epoch, offset);
        float loss = trainer.step(batch);
        lossSum += trainer.lossOfExamples(count);
        trainer.setPosition(epoch, offset + count, lossSum);
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).onStep(epoch + 1, offset + count, loss);
        }
        return loss;
    }

    private End finish(int epoch, double trainLoss, double examplesPerSecond) {
        Evaluation validation = validator == null ? null : validator.evaluate();
        boolean over = patience > 0 && earlyStopping.isOver(epoch, validation);
        if (followsPlateaus()) {
            trainer.watch(validation.loss());
        }
        EpochResult result = new EpochResult(
                epoch,
                trainLoss,
                validation == null ? Double.NaN : validation.loss(),
                validation == null ? Map.of() : validation.values(),
                examplesPerSecond);
        results.add(result);
        listeners.forEach(listener -> listener.onEpoch(result));
        return over ? End.STOPPED_EARLY : End.FINISHED;
    }
}
