/** Tests of the metrics against their definitions. */
package dev.nnc.runtime.metrics;
