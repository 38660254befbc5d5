package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;

/**
 * {@code "digits.csv"}.
 *
 * @param value the characters, escapes resolved
 */
public record StringLiteral(String value, Span at) implements Expression {}
