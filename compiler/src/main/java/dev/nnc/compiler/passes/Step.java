package dev.nnc.compiler.passes;

/**
 * What one run of a pass did.
 *
 * @param round from 1
 * @param changed whether the graph is another one now
 * @param nodes of the graph after it
 * @param time that it took, in the unit of the caller's clock
 */
public record Step(String pass, int round, boolean changed, int nodes, long time) {}
