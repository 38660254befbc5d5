package dev.nnc.runtime;

import dev.nnc.runtime.metrics.Evaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Moves a network's parameters; the trainer generated for the model extends it. One trainer is for one thread at a time, which
 * its workers help.
 *
 * <p>What is drawn in a step (dropout, noise) is keyed by {@link #seed}, the phase's number of steps so far and the draw's place
 * in the model, so that saving and resuming, and {@link #step} and {@link #gradients} with {@link #update}, draw the same.
 */
public abstract class Trainer implements AutoCloseable {

    /** The network that is trained. */
    protected final Network network;

    /** The network's parameters and buffers, in physical layout. */
    protected final float[] parameters;

    /** The gradients of the trained part of {@link #parameters}, in the same layout. */
    protected final float[] gradients;

    /** The optimizers' slots, phase by phase and slot by slot, each in the layout of the phase's parameters. */
    protected final float[] state;

    /** The settings of all phases, one after another; the learning rate is {@link #rate}, never read from here. */
    protected final double[] settings;

    /** How many updates each phase has made; an update of phase p adds one. */
    protected final long[] steps;

    /** How many batches' gradients wait for each phase's next update, where that takes the mean of several. */
    protected final int[] waiting;

    /** The loss of each phase in the last step. */
    protected final float[] losses;

    /** The threads that kernels split their work over. */
    protected final Workers workers;

    private final Settings named;
    private final int[] rates;
    private final Schedule[] schedules;
    private final List<Optional<Plateau>> plateaus;
    private final List<List<TensorSpec>> trainable;
    private final Best best;
    private long seed;
    private boolean ending;
    private int epoch;
    private int offset;
    private double lossSum;
    private DataFingerprint data;

    /** A trainer at step 0, with the settings and the seed of the model file. */
    protected Trainer(Network network, Workers workers) {
        Signature signature = network.signature();
        int phases = signature.phases().size();
        this.network = network;
        this.workers = workers;
        this.parameters = network.parameters;
        this.gradients = new float[signature.trainableFloats()];
        this.state = new float[signature.stateOffset(phases)];
        this.named = new Settings(signature);
        this.settings = named.values();
        this.steps = new long[phases];
        this.waiting = new int[phases];
        this.losses = new float[phases];
        this.rates = IntStream.range(0, phases).map(p -> named.place(p, "rate")).toArray();
        this.schedules = new Schedule[phases];
        this.trainable =
                IntStream.range(0, phases).mapToObj(signature::trainable).toList();
        this.plateaus = signature.phases().stream()
                .map(phase -> phase.plateau().map(Plateau::new))
                .toList();
        this.best = new Best(parameters);
        this.seed = signature.training().seed();
    }

    /** The network that is trained. */
    public final Network network() {
        return network;
    }

    /** The facts of the model. */
    public final Signature signature() {
        return network.signature();
    }

    /** The seed of what is drawn in training. */
    public final long seed() {
        return seed;
    }

    /** Sets the seed of what is drawn in training. */
    public final void setSeed(long seed) {
        this.seed = seed;
    }

    /** How many updates a phase has made. */
    public final long steps(int phase) {
        return steps[phase];
    }

    /**
     * How far training is in its data.
     *
     * @param epoch passes that were finished
     * @param offset examples of the next pass that were used
     * @param lossSum the sum of the losses of those examples
     */
    public record Position(int epoch, int offset, double lossSum) {}

    /** How far training is in its data. */
    public final Position position() {
        return new Position(epoch, offset, lossSum);
    }

    /** Says how far training is in its data, see {@link Position}; kept in checkpoints. */
    public final void setPosition(int epoch, int offset, double lossSum) {
        this.epoch = epoch;
        this.offset = offset;
        this.lossSum = lossSum;
    }

    /** Which examples it learns from, where that is known: where a training loop ran, or one did before a checkpoint was written. */
    public final Optional<DataFingerprint> data() {
        return Optional.ofNullable(data);
    }

    /** Says which examples it learns from; kept in checkpoints. */
    public final void setData(DataFingerprint data) {
        this.data = data;
    }

    /** The best weights so far, for early stopping; kept in checkpoints. */
    public final Best best() {
        return best;
    }

    /**
     * Sets a number that steers the optimizer, in every phase that has it; or in one, as {@code phase.name}. Setting the rate
     * ends a schedule.
     *
     * @throws IllegalArgumentException when no phase has it, with the names that there are, or when it cannot be such a number
     */
    public final void set(String setting, double value) {
        named.set(setting, value);
        for (int p = 0; p < schedules.length; p++) {
            if (named.means(setting, p, "rate")) {
                schedules[p] = null;
            }
        }
    }

    /** A setting's value, as {@code name} (of the first phase that has it) or {@code phase.name}. */
    public final double get(String setting) {
        return named.get(setting);
    }

    /** From now on the learning rate of a phase follows a schedule over the phase's steps. */
    public final void setSchedule(int phase, Schedule schedule) {
        schedules[phase] = schedule;
    }

    /** The learning rate of a phase's next update: its schedule's, or the setting {@code rate}. */
    public final double rate(int phase) {
        Schedule schedule = schedules[phase];
        return schedule == null ? settings[rates[phase]] : schedule.rate(steps[phase]);
    }

    /**
     * Takes the held-out loss of an epoch: where the model file says {@code plateau}, the rates of a phase, those of its groups
     * too, fall after epochs without improvement. What was seen is kept in checkpoints.
     */
    public final void watch(double loss) {
        for (int p = 0; p < steps.length; p++) {
            Plateau plateau = plateaus.get(p).orElse(null);
            if (plateau != null && plateau.isOver(loss)) {
                List<PhaseSpec.Setting> own = signature().phases().get(p).settings();
                for (int s = 0; s < own.size(); s++) {
                    if (own.get(s).name().equals("rate") || own.get(s).name().endsWith(".rate")) {
                        int place = signature().settingOffset(p) + s;
                        settings[place] = plateau.lowered(settings[place]);
                    }
                }
            }
        }
    }

    final Optional<Plateau> plateau(int phase) {
        return plateaus.get(phase);
    }

    /**
     * The learning rate of a group's next update: it follows the phase's schedule in proportion.
     *
     * @param place of the group's rate in {@link #settings}
     */
    protected final double rate(int phase, int place) {
        Schedule schedule = schedules[phase];
        return schedule == null
                ? settings[place]
                : schedule.rate(steps[phase]) * (settings[place] / settings[rates[phase]]);
    }

    /**
     * The schedule that the model file gives a phase's rate; empty when it is a plain number.
     *
     * @param rate the setting {@code rate}, where the schedule starts from
     * @param totalSteps updates in the whole training, for schedules that end with it
     */
    public Optional<Schedule> modelSchedule(int phase, double rate, long totalSteps) {
        return Optional.empty();
    }

    /**
     * Learns from a batch: every phase's gradients and update.
     *
     * @return the sum of the losses, each the mean (or sum, as the model says) over the batch
     */
    public abstract float step(Batch batch);

    /**
     * The loss of a phase in the last {@link #step} or {@link #gradients}.
     *
     * @throws IllegalArgumentException when there is no such phase
     */
    public final float loss(String phase) {
        List<PhaseSpec> phases = signature().phases();
        for (int p = 0; p < phases.size(); p++) {
            if (phases.get(p).name().equals(phase)) {
                return losses[p];
            }
        }
        throw new IllegalArgumentException(signature().model() + " has no loss " + phase + "; it has "
                + String.join(", ", phases.stream().map(PhaseSpec::name).toList()));
    }

    /** The losses of the last step, added up over its {@code count} examples. */
    public final double lossOfExamples(int count) {
        double sum = 0;
        for (int p = 0; p < losses.length; p++) {
            sum += losses[p] * (double) (signature().phases().get(p).summed() ? 1 : count);
        }
        return sum;
    }

    /** Computes a phase's {@link #gradients} and {@link #losses}, without clipping and without moving anything. */
    protected abstract void computeGradients(int phase, Batch batch);

    /**
     * Takes the running statistics of the phase's last gradients; clips {@link #gradients}, moves the phase's parameters, and
     * adds one to its {@link #steps}, or has the gradients wait for a later update.
     */
    protected abstract void applyUpdate(int phase);

    /**
     * Begins the weights that are trained, where those of the network are averages of them, with the network's: before the
     * first update. From then on setting the network's weights moves the average alone.
     */
    protected final void startAverages() {
        for (int p = 0; p < steps.length; p++) {
            PhaseSpec phase = signature().phases().get(p);
            int slot = phase.slots().indexOf(PhaseSpec.WEIGHTS);
            if (slot >= 0 && steps[p] == 0) {
                int floats = phase.to() - phase.from();
                int begin = signature().stateOffset(p) + slot * floats;
                System.arraycopy(parameters, phase.from(), state, begin, floats);
            }
        }
    }

    /**
     * Computes a phase's gradients without moving parameters or running statistics, to be averaged with those of other trainers.
     *
     * @param flat where they go, in logical layout: the tensors of {@link Signature#trainable}, one after another
     * @return the phase's loss
     */
    public final float gradients(int phase, Batch batch, float[] flat) {
        checkFlat(phase, flat);
        computeGradients(phase, batch);
        Layouts.toLogical(trainable.get(phase), gradients, 0, flat);
        return losses[phase];
    }

    /**
     * Moves a phase's parameters, and the running statistics that this trainer's last gradients of the phase are about. Where an
     * update takes the mean of several batches, all but the last of them wait; see {@link #updateWaiting}.
     *
     * @param flat gradients in the layout of {@link #gradients(int, Batch, float[])}
     */
    public final void update(int phase, float[] flat) {
        checkFlat(phase, flat);
        Layouts.toPhysical(trainable.get(phase), flat, gradients, 0);
        applyUpdate(phase);
    }

    /** Whether a phase's gradients are to wait for more of them, because its update takes the mean of several batches. */
    protected final boolean waits(int phase) {
        return !ending && waiting[phase] < signature().phases().get(phase).accumulate() - 1;
    }

    /**
     * Makes the update that gradients wait for, by the mean of those that there are: at the end of an epoch, as the training
     * loop does. Does nothing where none wait.
     */
    public final void updateWaiting() {
        ending = true;
        for (int p = 0; p < waiting.length; p++) {
            if (waiting[p] > 0) {
                PhaseSpec phase = signature().phases().get(p);
                int floats = phase.to() - phase.from();
                int begin = signature().stateOffset(p) + phase.slots().indexOf(PhaseSpec.ACCUMULATED) * floats;
                // As if the last of them came now, to a sum of none.
                System.arraycopy(state, begin, gradients, phase.from(), floats);
                Arrays.fill(state, begin, begin + floats, 0);
                waiting[p]--;
                applyUpdate(p);
            }
        }
        ending = false;
    }

    private void checkFlat(int phase, float[] flat) {
        int size = Layouts.size(trainable.get(phase));
        if (flat.length != size) {
            throw new IllegalArgumentException("the flat gradients of loss "
                    + signature().phases().get(phase).name() + " have " + size + " elements, not " + flat.length);
        }
    }

    /** Adds a batch's loss and metrics, computed as in prediction (no dropout, running statistics). */
    public abstract void evaluate(Batch batch, Evaluation evaluation);

    /** Writes all that training goes on from to a safetensors file; whole or not at all. */
    public final void saveCheckpoint(Path file) throws IOException {
        Checkpoint.write(this, file);
    }

    /**
     * Goes on from a checkpoint: weights, buffers, optimizer, steps, settings, seed, position, best weights, and which examples
     * it learned from. Nothing changes when it fails. A schedule is no part of a checkpoint: the training loop sets it again.
     *
     * @throws WeightsException when it is of another model, or holds weights alone
     * @throws dev.nnc.runtime.safetensors.SafetensorsException when it is no safetensors file, or broken
     */
    public final void resume(Path file) throws IOException {
        Checkpoint.read(this, file);
    }

    /** Ends the trainer. Workers that a caller handed over stay open. */
    @Override
    public void close() {}
}
