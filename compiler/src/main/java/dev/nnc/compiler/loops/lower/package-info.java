/** Shapes one kernel for each region of a plan: loop nests, tiles, lanes, splits. */
package dev.nnc.compiler.loops.lower;
