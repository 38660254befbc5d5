package dev.nnc.runtime.training;

import dev.nnc.runtime.Schedule;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.data.DataSource;

/**
 * Trains over epochs of shuffled batches. What is not set is as the model file says. The last, smaller batch of an epoch is
 * used. A loop is run once, and goes on from the trainer's position.
 */
public final class TrainingLoop {

    /** A loop over these examples. */
    public TrainingLoop(Trainer trainer, DataSource training) {
        throw new UnsupportedOperationException();
    }

    /** Evaluates these examples after every epoch. */
    public TrainingLoop validation(DataSource validation) {
        throw new UnsupportedOperationException();
    }

    /** Passes over the examples, counted from the trainer's first. */
    public TrainingLoop epochs(int epochs) {
        throw new UnsupportedOperationException();
    }

    /** Examples in a step, from 1 to the model's largest batch. */
    public TrainingLoop batch(int batch) {
        throw new UnsupportedOperationException();
    }

    /** The seed of the order of examples and of what the network draws. */
    public TrainingLoop seed(long seed) {
        throw new UnsupportedOperationException();
    }

    /** Stops after {@code patience} epochs in which {@code monitor} ("loss" or a metric's label) was no better; 0 for never. */
    public TrainingLoop earlyStopping(int patience, String monitor) {
        throw new UnsupportedOperationException();
    }

    /** Replaces the model's schedule in every phase. */
    public TrainingLoop schedule(Schedule schedule) {
        throw new UnsupportedOperationException();
    }

    /** Tells a listener how training goes. */
    public TrainingLoop listener(TrainingListener listener) {
        throw new UnsupportedOperationException();
    }

    /** Trains to the end. Fits {@code standardize} layers first when they are not. */
    public TrainingResult run() {
        throw new UnsupportedOperationException();
    }

    /** Asks the loop, from any thread, to end after the running step. */
    public void requestStop() {
        throw new UnsupportedOperationException();
    }
}
