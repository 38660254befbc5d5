package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.op.Slice;
import java.util.List;
import java.util.OptionalInt;

/** One step of a recurrent layer in PyTorch's definition, in whichever graph it is written. */
interface Cell {
    /** How many gates there are: the weights have so many times the units as rows. */
    int gates();

    /** The names of what is handed on. */
    List<String> carries();

    /** Whether the bias of the recurrent product is added within the step, and not with that of the input beforehand. */
    default boolean addsBias() {
        return false;
    }

    /**
     * Adds a step; what is handed on, of which the first is what the layer puts out.
     *
     * @param input product of this step's input and the input's weights, with its bias, {@code [b, gates * units]}
     * @param carries what is handed on, each {@code [b, units]}
     * @param weight of the recurrent product, {@code [gates * units, units]}
     * @param bias of the recurrent product where {@link #addsBias}
     */
    List<Integer> step(GraphBuilder graph, int input, List<Integer> carries, int weight, OptionalInt bias);

    /** One gate of several that stand one behind the other. */
    static int gate(GraphBuilder graph, int all, int index, int units) {
        return graph.add(new Slice(1, index * units, (index + 1) * units, 1), all);
    }
}
