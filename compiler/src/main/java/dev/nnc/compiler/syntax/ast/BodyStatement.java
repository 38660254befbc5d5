package dev.nnc.compiler.syntax.ast;

/** A line of a block, function, {@code repeat} or {@code if} before its result. */
public sealed interface BodyStatement extends Statement
        permits ValueDefinition, LayerDeclaration, ParameterDeclaration {}
