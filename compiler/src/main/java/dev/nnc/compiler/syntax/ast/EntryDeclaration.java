package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;
import java.util.List;

/**
 * {@code entry draw(sample: float[latent]) { output drawn = ... }}: another way into the same weights.
 *
 * @param inputs what stands in its brackets
 * @param statements what stands in its braces
 */
public record EntryDeclaration(Identifier name, List<InputDeclaration> inputs, List<EntryStatement> statements, Span at)
        implements ModelStatement {
    public EntryDeclaration {
        inputs = List.copyOf(inputs);
        statements = List.copyOf(statements);
    }

    /** The statements of one kind, in order. */
    public <S extends EntryStatement> List<S> statements(Class<S> kind) {
        return statements.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
