package dev.nnc.compiler.plan;

/** An array that a kernel reads or writes. */
public sealed interface Space {
    /** The model's parameters and buffers, physical layout. */
    record Parameters() implements Space {}

    /** The gradients, laid out as the parameters. */
    record Gradients() implements Space {}

    /** Running statistics as a loss moves them, laid out as the buffers among the parameters. */
    record RunningStatistics() implements Space {}

    /** One of the optimizer's slots, laid out as the parameters. */
    record Slot(String phase, String name) implements Space {}

    /** Activations and all that lives between two kernels of a program. */
    record Arena() implements Space {}

    /** Floats of the worker that runs the kernel, for the time of the kernel: panels, sums over virtual lanes. */
    record Scratch() implements Space {}

    /** {@code index[i] == i}: the lanes' places as floats. */
    record Index() implements Space {}

    /** A constant table of the model, by its number. */
    record Table(int table) implements Space {}

    /** The caller's array of an input or target, in the logical layout, from the first example of this chunk on. */
    record Input(String name) implements Space {}

    /** The caller's array of an output, in the logical layout, from the first example of this chunk on. */
    record Output(String name) implements Space {}

    /** What an entry keeps between calls in an object of the caller's, physical layout, for the examples of this chunk. */
    record State(String name) implements Space {}

    /** The array that an observed trainer keeps for the gradient of an input, in the logical layout. */
    record InputGradient(String name) implements Space {}

    /** The caller's array of an evaluation's statistics, {@code [count, width]} without padding. */
    record Statistics(String metric) implements Space {}
}
