package dev.nnc.runtime.training;

import java.util.List;

/**
 * What a training came to.
 *
 * @param epochs the epochs that were finished in this run
 * @param end why it ended
 * @param bestEpoch the epoch whose weights the network has, from 1: with early stopping the best one, else the last finished; 0
 *     when none was finished
 */
public record TrainingResult(List<EpochResult> epochs, End end, int bestEpoch) {

    /** Copies the list. */
    public TrainingResult {
        epochs = List.copyOf(epochs);
    }

    /** Why training ended. */
    public enum End {
        /** All epochs are done. */
        FINISHED,
        /** No improvement for as many epochs as the patience. */
        STOPPED_EARLY,
        /** Somebody asked it to stop. */
        REQUESTED,
        /** The loss of a step became infinite or no number; the weights may be as well. A smaller rate, or clipping, may help. */
        DIVERGED
    }
}
