package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;

/**
 * {@code if stride != 1 { ... } else { ... }}: only the taken branch exists.
 *
 * @param condition a constant
 * @param then the branch when it is true
 * @param otherwise the branch when it is false; for {@code else if}, a body whose result is the next conditional
 */
public record Conditional(Expression condition, Body then, Body otherwise, Span at) implements Expression {}
