package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;

/** A part of a program that stands somewhere in its source. */
public sealed interface Node
        permits Program,
                Declaration,
                Statement,
                Expression,
                Type,
                Dimension,
                Classes,
                Parameter,
                Argument,
                Body,
                Setting,
                Identifier {
    /** The source text of this part, from its first to its last character. */
    Span at();
}
