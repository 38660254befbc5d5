package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;
import java.util.List;

/**
 * {@code { x = ...; x + in }}: definitions, then the one value that they lead to.
 *
 * @param statements the lines before the last
 * @param result the last line
 * @param at from brace to brace; of a function without braces, its expression
 */
public record Body(List<BodyStatement> statements, Expression result, Span at) implements Node {
    public Body {
        statements = List.copyOf(statements);
    }
}
