package dev.nnc.compiler.ir.model;

/**
 * A {@code standardize} layer: two buffers that are fitted on the training split of an input or a target.
 *
 * @param source name of the input or target
 * @param axis the axis (batch not counted) that has statistics of its own; -1: every element has
 * @param mean name of the buffer with the means
 * @param deviation name of the buffer with the population deviations
 */
public record Standardization(String source, int axis, String mean, String deviation) {}
