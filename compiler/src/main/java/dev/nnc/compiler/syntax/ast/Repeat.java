package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;

/**
 * {@code repeat 2 { Highway(48) }}: so many copies, one after the other, each with weights of its own.
 *
 * @param count a constant
 * @param body a layer
 */
public record Repeat(Expression count, Body body, Span at) implements Expression {}
