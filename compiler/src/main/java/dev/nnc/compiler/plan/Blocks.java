package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Graph;
import java.util.stream.IntStream;

/**
 * Divides a batch into blocks of examples that each go through a phase's forward and backward pass, where activations of the
 * whole batch would leave the cache before the way back reads them. It follows from the model alone, so that the sums over the
 * blocks are the same bits everywhere.
 */
public final class Blocks {
    /** Floats of activations that a core's share of the third-level cache holds. */
    private static final int MOST_FLOATS = 9 << 18;

    /** Gradients are added up for each block; they may be so large a part of its activations. */
    private static final int LEAST_ACTIVATIONS = 4;

    private Blocks() {}

    /**
     * The examples of a block.
     *
     * @param batch the most examples of a batch
     * @param activations floats of the arena for as many
     * @param gradients floats of all gradients
     * @return a divisor of the batch, which is the batch itself where blocks do not pay or cannot be
     */
    public static int of(Graph phase, int batch, long activations, long gradients) {
        if (activations <= MOST_FLOATS || !BatchSums.areAllOf(phase)) {
            return batch;
        }
        return IntStream.rangeClosed(1, batch)
                .filter(block -> batch % block == 0)
                .filter(block -> activations / batch * block <= MOST_FLOATS)
                .filter(block -> LEAST_ACTIVATIONS * gradients <= activations / batch * block)
                .max()
                .orElse(batch);
    }
}
