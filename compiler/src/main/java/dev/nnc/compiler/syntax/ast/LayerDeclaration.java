package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;

/**
 * {@code layer head = dense(10)}: weights made once, shared wherever the name is used.
 *
 * @param layer a layer, a block, or a pipeline of them that has no input
 */
public record LayerDeclaration(Identifier name, Expression layer, Span at) implements ModelStatement, BodyStatement {}
