package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;

/** {@code logits = image -> dense(10)}. */
public record ValueDefinition(Identifier name, Expression value, Span at)
        implements ModelStatement, EntryStatement, BodyStatement {}
