package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;
import java.util.Optional;

/**
 * {@code metric accuracy(logits, label)}, or with a name of its own, {@code metric top = top_k(logits, label, 5)}.
 *
 * @param name what it is reported as, when that is written
 */
public record MetricDeclaration(Optional<Identifier> name, Expression value, Span at) implements ModelStatement {}
