/** Compile-time constants: exact rational numbers, and what becomes of them as sizes and settings. */
package dev.nnc.compiler.semantic.constant;
