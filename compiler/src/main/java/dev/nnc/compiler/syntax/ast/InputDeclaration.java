package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;

/** {@code input image: float[784]}; also an input in the brackets of an entry, there without the word {@code input}. */
public record InputDeclaration(Identifier name, Type type, Span at) implements ModelStatement {}
