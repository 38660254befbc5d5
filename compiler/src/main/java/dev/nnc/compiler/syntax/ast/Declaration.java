package dev.nnc.compiler.syntax.ast;

/** Something that stands at the top of a file. */
public sealed interface Declaration extends Node
        permits FunctionDeclaration, BlockDeclaration, ModelDeclaration, TrainDeclaration {}
