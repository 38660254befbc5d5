package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;
import java.util.List;

/**
 * {@code block Highway(width) { ... }}: a layer made of others; {@code in} is its input.
 *
 * @param name what it is used by
 * @param parameters constants and further values, empty when no brackets are written
 * @param body its definitions and its result
 */
public record BlockDeclaration(Identifier name, List<Parameter> parameters, Body body, Span at) implements Declaration {
    public BlockDeclaration {
        parameters = List.copyOf(parameters);
    }
}
