package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;
import java.util.Optional;

/**
 * {@code output probabilities of digit = softmax(logits)}, or {@code output logits}.
 *
 * @param of the target whose classes it predicts, when one is named
 * @param value what it returns; a {@link Name} equal to its own name when no value is written
 */
public record OutputDeclaration(Identifier name, Optional<Identifier> of, Expression value, Span at)
        implements ModelStatement, EntryStatement {}
