/** Tests of the training loop with a network written by hand. */
package dev.nnc.runtime.training;
