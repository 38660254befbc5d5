/** The compiler as a library: {@code .nn} text in, Java text out, no files, clocks or environment. */
package dev.nnc.compiler;
