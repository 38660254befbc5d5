/** The workloads in Smile. */
package dev.nnc.benchmarks.smile;
