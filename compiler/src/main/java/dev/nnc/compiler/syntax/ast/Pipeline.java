package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;
import java.util.List;

/**
 * {@code image -> dense(64) -> relu}.
 *
 * @param input what goes in; where a layer is expected, the first layer
 * @param steps one or more, each a {@link Name}, {@link Member}, {@link Call}, {@link Repeat}, {@link Conditional}, or a {@link Pipeline} that
 *     was in brackets
 */
public record Pipeline(Expression input, List<Expression> steps, Span at) implements Expression {
    public Pipeline {
        steps = List.copyOf(steps);
    }
}
