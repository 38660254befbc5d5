/** Tests of how problems are kept, sorted and shown. */
package dev.nnc.compiler.diagnostics;
