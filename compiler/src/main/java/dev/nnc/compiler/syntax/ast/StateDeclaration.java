package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;

/**
 * {@code state so_far: memory}: what a recurrent layer carries from call to call.
 *
 * @param layer the name of that layer
 */
public record StateDeclaration(Identifier name, Identifier layer, Span at) implements EntryStatement {}
