package dev.nnc.compiler.ir.model;

import dev.nnc.compiler.ir.Graph;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a phase computes around its update.
 *
 * @param batches how many batches' gradients an update takes the mean of, or fewer at the end of an epoch
 * @param accumulate adds a batch's gradients to the slot {@code accumulated}; for the batches that wait
 * @param constrain bounds weights after the update; leaves and results are the weights by their names
 * @param average moves the averaged weights after that: the leaves are {@code averaged} and {@code parameters}, all weights
 *     laid end to end
 */
public record AroundUpdate(
        int batches, Optional<Graph> accumulate, Optional<Graph> constrain, Optional<Graph> average) {
    /** An update for each batch, and nothing else. */
    public static final AroundUpdate NONE = new AroundUpdate(1, Optional.empty(), Optional.empty(), Optional.empty());

    /** The slot of the sum of gradients that waits for an update. */
    public static final String ACCUMULATED = "accumulated";

    /** The number of batches whose gradients wait: a setting of the graphs that take and add them. */
    public static final String WAITING = "waiting";

    /** The slot of the weights that are trained, where those of the network are averages of them. */
    public static final String WEIGHTS = "weights";

    /** The same with other graphs of whole rows, and other constraints. */
    public AroundUpdate map(UnaryOperator<Graph> rows, UnaryOperator<Graph> constraint) {
        return new AroundUpdate(batches, accumulate.map(rows), constrain.map(constraint), average.map(rows));
    }
}
