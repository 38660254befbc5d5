package dev.nnc.runtime;

import dev.nnc.runtime.metrics.Evaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

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

    /** The loss of each phase in the last step. */
    protected final float[] losses;

    /** The threads that kernels split their work over. */
    protected final Workers workers;

    private long seed;

    /** A trainer at step 0, with the settings and the seed of the model file. */
    protected Trainer(Network network, Workers workers) {
        Signature signature = network.signature();
        int phases = signature.phases().size();
        this.network = network;
        this.workers = workers;
        this.parameters = network.parameters;
        this.gradients = new float[signature.trainableFloats()];
        this.state = new float[signature.stateOffset(phases)];
        this.settings = new double[signature.settingOffset(phases)];
        this.steps = new long[phases];
        this.losses = new float[phases];
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

    /** How far training is in its data. */
    public final Position position() {
        throw new UnsupportedOperationException();
    }

    /** Says how far training is in its data; kept in checkpoints. */
    public final void setPosition(int epoch, int offset) {
        throw new UnsupportedOperationException();
    }

    /**
     * How far training is in its data.
     *
     * @param epoch passes that were finished
     * @param offset examples of the next pass that were used
     */
    public record Position(int epoch, int offset) {}

    /**
     * Sets a number that steers the optimizer, in every phase that has it; or in one, as {@code phase.name}. Setting the rate
     * ends a schedule.
     *
     * @throws IllegalArgumentException when no phase has it; the message names those that there are
     */
    public final void set(String setting, double value) {
        throw new UnsupportedOperationException();
    }

    /** A setting's value, as {@code name} (of the first phase that has it) or {@code phase.name}. */
    public final double get(String setting) {
        throw new UnsupportedOperationException();
    }

    /** From now on the learning rate of a phase follows a schedule over the phase's steps. */
    public final void setSchedule(int phase, Schedule schedule) {
        throw new UnsupportedOperationException();
    }

    /** The learning rate of a phase's next update: its schedule's, or the setting {@code rate}. */
    protected final double rate(int phase) {
        throw new UnsupportedOperationException();
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

    /** The loss of a phase in the last {@link #step} or {@link #gradients}. */
    public final float loss(String phase) {
        throw new UnsupportedOperationException();
    }

    /** Computes a phase's {@link #gradients} and {@link #losses}, without clipping and without moving parameters. */
    protected abstract void computeGradients(int phase, Batch batch);

    /** Clips a phase's {@link #gradients}, moves its parameters, and adds one to its {@link #steps}. */
    protected abstract void applyUpdate(int phase);

    /**
     * Computes a phase's gradients without moving parameters, to be averaged with those of other trainers.
     *
     * @param flat where they go, in logical layout: the tensors of {@link Signature#trainable}, one after another
     * @return the phase's loss
     */
    public final float gradients(int phase, Batch batch, float[] flat) {
        throw new UnsupportedOperationException();
    }

    /** Moves a phase's parameters by gradients in the layout of {@link #gradients(int, Batch, float[])}. */
    public final void update(int phase, float[] flat) {
        throw new UnsupportedOperationException();
    }

    /** Adds a batch's loss and metrics, computed as in prediction (no dropout, running statistics). */
    public abstract void evaluate(Batch batch, Evaluation evaluation);

    /** Writes all that training goes on from to a safetensors file; whole or not at all. */
    public final void saveCheckpoint(Path file) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Goes on from a checkpoint: weights, buffers, optimizer, steps, settings, seed, position.
     *
     * @throws WeightsException when it is of another model, or holds weights alone
     */
    public final void resume(Path file) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Fails unless {@code count} is from 1 to {@link Signature#maxBatch}. */
    protected final void checkCount(int count) {
        throw new UnsupportedOperationException();
    }

    /** Ends the trainer. Workers that a caller handed over stay open. */
    @Override
    public void close() {}
}
