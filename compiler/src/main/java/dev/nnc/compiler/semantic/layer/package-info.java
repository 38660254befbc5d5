/** The layers that have weights, buffers or a mode, and the functions that make or move tensors. */
package dev.nnc.compiler.semantic.layer;
