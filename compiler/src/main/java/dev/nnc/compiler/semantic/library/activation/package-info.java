/** The activations: functions of one tensor, most of them element by element, defined and differentiated as in PyTorch. */
package dev.nnc.compiler.semantic.library.activation;
