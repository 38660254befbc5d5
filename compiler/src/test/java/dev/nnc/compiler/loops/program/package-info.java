/** Tests of programs. */
package dev.nnc.compiler.loops.program;
