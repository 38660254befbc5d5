package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;
import java.util.List;
import java.util.Optional;

/**
 * {@code loss cross_entropy(logits, label)}, or {@code loss judging = ... updates critic}.
 *
 * @param name the phase it is, when it has a name
 * @param value what is made small
 * @param updates the layers and parameters whose weights it moves; empty for all
 */
public record LossDeclaration(Optional<Identifier> name, Expression value, List<Identifier> updates, Span at)
        implements ModelStatement {
    public LossDeclaration {
        updates = List.copyOf(updates);
    }
}
