/** The order of work as data: which kernel is called when, on which arrays, and what is computed in between. */
package dev.nnc.compiler.loops.program;
