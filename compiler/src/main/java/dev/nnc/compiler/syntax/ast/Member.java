package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;

/** {@code letters.weight}: a part of a layer by its name. */
public record Member(Expression owner, Identifier name, Span at) implements Expression {}
