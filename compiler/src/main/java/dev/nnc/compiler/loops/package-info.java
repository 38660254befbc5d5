/**
 * How it is computed: the plan's regions become kernels, loop nests in which every tile, stride and lane is decided, and
 * programs, the order in which kernels are called.
 */
package dev.nnc.compiler.loops;
