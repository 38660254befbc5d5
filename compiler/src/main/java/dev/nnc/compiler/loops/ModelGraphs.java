package dev.nnc.compiler.loops;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.model.AroundUpdate;
import java.util.List;

/**
 * The graphs of a model after all passes, one for each program.
 *
 * @param predict results: the outputs
 * @param evaluate results: the losses and the statistics of the metrics
 * @param phases forward and backward pass, and update, of each phase in order
 * @param entries one for each entry of the model
 */
public record ModelGraphs(Graph predict, Graph evaluate, List<Phase> phases, List<Graph> entries) {
    public ModelGraphs {
        phases = List.copyOf(phases);
        entries = List.copyOf(entries);
    }

    /**
     * The graphs of a phase.
     *
     * @param gradients results: the loss, the gradient of each weight, updates of running statistics
     * @param update results: the update of {@code parameters} and of each slot, laid end to end
     * @param around what is computed around the update
     */
    public record Phase(Graph gradients, Graph update, AroundUpdate around) {}
}
