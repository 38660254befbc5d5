/** Tests of the way from text to the syntax tree and back. */
package dev.nnc.compiler.syntax;
