package dev.nnc.compiler.plan;

/**
 * Where a value is in memory.
 *
 * @param offset its first float in the array
 */
public record Place(Space space, int offset, Layout layout) {}
