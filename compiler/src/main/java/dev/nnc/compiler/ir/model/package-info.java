/** The facts of a model that no graph shows: its inputs, weights, outputs, metrics, losses and how it is trained. */
package dev.nnc.compiler.ir.model;
