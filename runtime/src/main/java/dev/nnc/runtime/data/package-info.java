/** Where examples come from and in which order: arrays, IDX files, splits, shuffled batches, standardization. */
package dev.nnc.runtime.data;
