/**
 * Times generated networks as other systems are timed: the same networks, batches and windows, each workload in a JVM of its own.
 * {@code benchmarks/README.md} says how to run it and how to read what it prints.
 */
package dev.nnc.benchmarks;
