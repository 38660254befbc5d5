package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;
import java.util.List;

/**
 * {@code model Mlp(hidden: int = 256) { ... }}.
 *
 * @param name the name of the network and of its generated class
 * @param parameters compile-time constants, empty when no brackets are written
 * @param statements what stands in its braces, in order
 */
public record ModelDeclaration(Identifier name, List<Parameter> parameters, List<ModelStatement> statements, Span at)
        implements Declaration {
    public ModelDeclaration {
        parameters = List.copyOf(parameters);
        statements = List.copyOf(statements);
    }

    /** The statements of one kind, in order. */
    public <S extends ModelStatement> List<S> statements(Class<S> kind) {
        return statements.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
