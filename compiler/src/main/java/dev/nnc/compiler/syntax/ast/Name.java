package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;

/**
 * The use of a name: a value, a constant, an axis, a layer that needs no arguments ({@code relu}), an option ({@code same}), or
 * {@code in}, the input of a block.
 */
public record Name(String text, Span at) implements Expression {}
