/**
 * What is computed: the graph, its types, its text form, its verifier and its reference meaning.
 *
 * <p>A {@link dev.nnc.compiler.ir.Graph} is immutable, typed, in topological order, its nodes refer to their inputs by
 * id. An operator ({@link dev.nnc.compiler.ir.Op}) answers for itself: shape rule, gradient, meaning in double
 * precision, cost.
 */
package dev.nnc.compiler.ir;
