/** Tests of the emitter: what it prints, and what the printed code does. */
package dev.nnc.compiler.emit;
