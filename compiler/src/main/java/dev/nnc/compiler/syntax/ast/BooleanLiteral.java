package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;

/** {@code true} or {@code false}. */
public record BooleanLiteral(boolean value, Span at) implements Expression {}
