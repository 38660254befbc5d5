/**
 * The losses, as in PyTorch. Each is worked out for every element or example first, and only then reduced over the batch, so
 * that its gradient stays with the example that it belongs to.
 */
package dev.nnc.compiler.semantic.library.loss;
