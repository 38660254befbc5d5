package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;

/**
 * A name where one is declared or named, without quotes.
 *
 * @param text the name's characters; for a class name, what stood inside the quotes
 */
public record Identifier(String text, Span at) implements Node {
    @Override
    public String toString() {
        return text;
    }
}
