package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Graph;

/** A step from a graph to one with the same results. */
public interface Pass {
    /** The name in traces, in words joined by dashes, such as {@code fold-constants}. */
    String name();

    /** Returns a graph with equal results; an equal graph where there is nothing to do. */
    Graph run(Graph graph);
}
