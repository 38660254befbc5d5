/**
 * From a graph to a graph that computes the same values with less work: named passes in a fixed order.
 *
 * <p>They run after autodiff, which is why nothing has to be kept for a gradient, such as a stop.
 */
package dev.nnc.compiler.passes;
