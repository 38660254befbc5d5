/** The layers, which have weights, buffers or a mode, and the functions that draw random numbers. */
package dev.nnc.compiler.semantic.layer;
