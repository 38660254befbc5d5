package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;

/** {@code target label: class(10)}. */
public record TargetDeclaration(Identifier name, Type type, Span at) implements ModelStatement {}
