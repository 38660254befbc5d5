/** The graph's invariants and its text form. */
package dev.nnc.compiler.ir;
