/**
 * What was written in a {@code .nn} file: immutable records, each with its place in the source, and nothing about its meaning. Two trees
 * of the same text are equal up to their spans.
 */
package dev.nnc.compiler.syntax.ast;
