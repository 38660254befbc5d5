package dev.nnc.compiler.syntax.ast;

/** A line of an entry. */
public sealed interface EntryStatement extends Statement permits StateDeclaration, OutputDeclaration, ValueDefinition {}
