package dev.nnc.compiler.syntax.ast;

/** Something with a value, or a layer, or a constant; which of them, its place and its names decide later. */
public sealed interface Expression extends Node
        permits NumberLiteral,
                StringLiteral,
                BooleanLiteral,
                ListLiteral,
                Name,
                Member,
                Unary,
                Binary,
                Call,
                Pipeline,
                Repeat,
                Conditional {}
