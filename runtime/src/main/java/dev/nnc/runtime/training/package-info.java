/** The training loop: epochs over a data source, validation, early stopping, listeners, resuming. */
package dev.nnc.runtime.training;
