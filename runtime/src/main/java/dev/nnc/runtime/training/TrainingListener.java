package dev.nnc.runtime.training;

/** Is told how training goes, in the thread that trains. */
public interface TrainingListener {

    /**
     * After each step.
     *
     * @param epoch the running epoch, from 1
     * @param examples how many of its examples were used
     * @param loss the step's loss
     */
    default void onStep(int epoch, int examples, float loss) {}

    /** After each epoch. */
    default void onEpoch(EpochResult result) {}

    /** When training has ended; the weights are still the last ones, so that a checkpoint made here goes on exactly. */
    default void onEnd(TrainingResult result) {}
}
