package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;

/** What a call passes. */
public sealed interface Argument extends Node {
    /** The value passed. */
    Expression value();

    /** {@code 10}, as in {@code dense(10)}. */
    record Positional(Expression value, Span at) implements Argument {}

    /** {@code bias = false}, as in {@code dense(10, bias = false)}. */
    record Named(Identifier name, Expression value, Span at) implements Argument {}
}
