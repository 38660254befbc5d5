package dev.nnc.compiler.ir.model;

import dev.nnc.compiler.ir.Graph;
import java.util.List;

/**
 * Another way into the same weights: a method with inputs and outputs of its own.
 *
 * @param states recurrent states that the caller holds between calls; {@code UPDATE} results of {@code graph}
 * @param graph results: every {@code OUTPUT} of the entry
 */
public record Entry(
        String name, List<DataInput> inputs, List<DataInput> states, List<DataOutput> outputs, Graph graph) {
    public Entry {
        inputs = List.copyOf(inputs);
        states = List.copyOf(states);
        outputs = List.copyOf(outputs);
    }
}
