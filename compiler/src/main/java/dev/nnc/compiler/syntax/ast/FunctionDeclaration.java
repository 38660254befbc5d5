package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;
import java.util.List;

/**
 * {@code function swish(x, beta = 1.0) = x * sigmoid(beta * x)}, or with several lines in braces.
 *
 * @param name what it is called by
 * @param parameters its values, those with a default after those without
 * @param body its definitions and its result
 */
public record FunctionDeclaration(Identifier name, List<Parameter> parameters, Body body, Span at)
        implements Declaration {
    public FunctionDeclaration {
        parameters = List.copyOf(parameters);
    }
}
