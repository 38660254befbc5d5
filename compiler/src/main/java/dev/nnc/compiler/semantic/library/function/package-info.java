/** The functions of tensors that are no activations: elementwise mathematics, reductions, shapes and selection. */
package dev.nnc.compiler.semantic.library.function;
