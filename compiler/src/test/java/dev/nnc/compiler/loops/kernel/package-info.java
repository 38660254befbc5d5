/** Tests of what is done to kernels. */
package dev.nnc.compiler.loops.kernel;
