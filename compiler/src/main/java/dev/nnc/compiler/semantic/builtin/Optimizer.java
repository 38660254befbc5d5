package dev.nnc.compiler.semantic.builtin;

import dev.nnc.compiler.ir.GraphBuilder;
import java.util.List;
import java.util.Map;

/**
 * An optimizer with its settings worked out.
 *
 * @param rate the learning rate and its schedule
 * @param settings further numbers that can be changed between steps, with their defaults, in order; {@code rate} is not among them
 * @param slots names of the states that it keeps for each weight, which start at 0
 * @param numbers names of the settings that it changes itself from step to step
 * @param scope which weights its rule takes at once
 * @param rule the update of these weights, laid end to end
 */
public record Optimizer(
        Rate rate, Map<String, Double> settings, List<String> slots, List<String> numbers, Scope scope, Rule rule) {
    /** Which weights a rule takes at once. */
    public enum Scope {
        /** As many as there are: it moves each element for itself. */
        ELEMENT,
        /** Those of one tensor: it looks at the tensor as a whole. */
        TENSOR,
        /** All that the loss moves: it looks at them as one vector. */
        PHASE
    }

    /** The update. */
    @FunctionalInterface
    public interface Rule {
        /**
         * Builds the update.
         *
         * @return nodes of the new weights, then of each slot's new content, each {@code f32[n]}, then of each number's new value
         */
        List<Integer> update(GraphBuilder graph, Operands operands);
    }

    /**
     * What an update works on.
     *
     * @param weights node of the weights, {@code f32[n]}
     * @param gradients node of their gradients after clipping, {@code f32[n]}
     * @param slots nodes of the slots in the order of {@link Optimizer#slots}, each {@code f32[n]}
     * @param settings nodes of rank 0 by name: {@code rate}, those of {@link Optimizer#settings}, and {@code step}, which counts from 1
     */
    public record Operands(int weights, int gradients, List<Integer> slots, Map<String, Integer> settings) {
        public Operands {
            slots = List.copyOf(slots);
        }
    }

    public Optimizer {
        slots = List.copyOf(slots);
        numbers = List.copyOf(numbers);
    }
}
