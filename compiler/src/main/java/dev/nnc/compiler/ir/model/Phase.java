package dev.nnc.compiler.ir.model;

import dev.nnc.compiler.ir.Graph;
import java.util.List;
import java.util.Map;

/**
 * One loss, the weights that it moves, and how.
 *
 * @param name the loss' name
 * @param forward what is computed in training; results: the {@code LOSS}, {@code UPDATE}s of running statistics, and each
 *     {@code OUTPUT}
 * @param weights names of the weights that this loss moves, in order of declaration
 * @param update the optimizer's step and the clipping: for each section, the weights of which are laid end to end, leaves
 *     {@code parameters}, {@code gradients} and the slots, each {@code f32[n]}, and the settings; results: {@code UPDATE}
 *     of {@code parameters} and of each slot of each section
 * @param around what is computed before and after the update
 * @param sections all of the weights, in the order in which they lie in memory
 * @param slots names of the optimizer's states in {@code update}
 * @param settings names and default values of what can be changed between steps, {@code rate} first
 * @param schedule how {@code rate} changes over the steps
 * @param summed whether the loss adds up over the examples of a batch, rather than being a mean over them
 */
public record Phase(
        String name,
        Graph forward,
        List<String> weights,
        Graph update,
        AroundUpdate around,
        List<Section> sections,
        List<String> slots,
        Map<String, Double> settings,
        Schedule schedule,
        boolean summed) {
    /** Whether the network's weights are averages of those that are trained. */
    public boolean isAveraged() {
        return around.average().isPresent();
    }

    public Phase {
        weights = List.copyOf(weights);
        sections = List.copyOf(sections);
        slots = List.copyOf(slots);
    }
}
