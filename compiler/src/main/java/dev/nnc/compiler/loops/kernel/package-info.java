/** The loop nests as data: expressions and statements of one kernel, printed by the emitter without further decisions. */
package dev.nnc.compiler.loops.kernel;
