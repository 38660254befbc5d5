/**
 * The mathematics of the language's own functions, losses, metrics, initialisers, optimizers and schedules, as compositions of
 * primitive operators.
 */
package dev.nnc.compiler.semantic.library;
