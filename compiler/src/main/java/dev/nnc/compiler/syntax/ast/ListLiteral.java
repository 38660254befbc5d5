package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;
import java.util.List;

/** {@code [0, 1]}, as in {@code mean(x, axis = [0, 1])}. */
public record ListLiteral(List<Expression> elements, Span at) implements Expression {
    public ListLiteral {
        elements = List.copyOf(elements);
    }
}
