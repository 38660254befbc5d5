/** Tests of the kernels, by interpreting them at several vector widths. */
package dev.nnc.compiler.loops;
