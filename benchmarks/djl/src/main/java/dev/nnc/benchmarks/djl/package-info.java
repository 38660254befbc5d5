/** The workloads in Deep Java Library with its PyTorch engine. */
package dev.nnc.benchmarks.djl;
