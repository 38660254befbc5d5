package dev.nnc.compiler.syntax.ast;

/** A line inside the braces of a declaration. */
public sealed interface Statement extends Node permits ModelStatement, EntryStatement, BodyStatement {}
