package dev.nnc.runtime.training;

import java.util.List;

/**
 * What a training came to.
 *
 * @param epochs the epochs that were finished in this run
 * @param end why it ended
 * @param bestEpoch the epoch whose weights the network has, from 1: the best one with early stopping, else the last
 */
public record TrainingResult(List<EpochResult> epochs, End end, int bestEpoch) {

    /** Why training ended. */
    public enum End {
        /** All epochs are done. */
        FINISHED,
        /** No improvement for as many epochs as the patience. */
        STOPPED_EARLY,
        /** Somebody asked it to stop. */
        REQUESTED
    }
}
