/**
 * The optimizers: each adds its formulas to the update graph of a phase, over all parameters laid end to end. Adding one is
 * adding one file.
 */
package dev.nnc.compiler.semantic.library.optimizer;
