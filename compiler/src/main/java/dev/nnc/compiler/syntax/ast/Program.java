package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;
import java.util.List;

/**
 * A whole {@code .nn} file.
 *
 * @param declarations functions, blocks, models and train blocks in the order in which they stand
 * @param at the whole text
 */
public record Program(List<Declaration> declarations, Span at) implements Node {
    public Program {
        declarations = List.copyOf(declarations);
    }

    /** The declarations of one kind, in order. */
    public <D extends Declaration> List<D> declarations(Class<D> kind) {
        return declarations.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
