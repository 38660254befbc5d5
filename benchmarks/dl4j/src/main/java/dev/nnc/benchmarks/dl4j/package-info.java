/** The workloads in Eclipse Deeplearning4j. */
package dev.nnc.benchmarks.dl4j;
