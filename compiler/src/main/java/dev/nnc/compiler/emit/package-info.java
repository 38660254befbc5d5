/**
 * Kernels and programs become Java text. Every decision was made before: here is only how it is written down. The one room
 * that knows JavaPoet.
 */
package dev.nnc.compiler.emit;
