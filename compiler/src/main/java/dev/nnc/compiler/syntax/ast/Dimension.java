package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;

/** One axis in the brackets of a type. */
public sealed interface Dimension extends Node {
    /** A size: a constant expression, or a {@link Name} that is a constant's or that of an axis {@code T <= n} elsewhere. */
    record Size(Expression size, Span at) implements Dimension {}

    /** {@code T <= 200}: a length that each example has for itself, by name, up to a constant limit. */
    record Varying(Identifier name, Expression limit, Span at) implements Dimension {}
}
