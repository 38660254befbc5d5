/** Tests of the library: against PyTorch's numbers, against formulas written down a second time, and at the borders. */
package dev.nnc.compiler.semantic.library;
