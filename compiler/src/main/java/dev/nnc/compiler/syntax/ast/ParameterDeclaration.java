package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;

/**
 * {@code parameter position: float[length, width] = normal(0, 0.02)}: weights that are used by name.
 *
 * @param initialiser how they start
 */
public record ParameterDeclaration(Identifier name, FloatType type, Expression initialiser, Span at)
        implements ModelStatement, BodyStatement {}
