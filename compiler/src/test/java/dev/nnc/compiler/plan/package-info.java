/** Tests of where values are in memory. */
package dev.nnc.compiler.plan;
