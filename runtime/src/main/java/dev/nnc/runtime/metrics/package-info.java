/** Metrics over a whole split: what each needs of an example, and how the statistics of all examples become one number. */
package dev.nnc.runtime.metrics;
