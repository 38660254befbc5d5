package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;
import java.math.BigDecimal;

/**
 * {@code 64}, {@code 0.5} or {@code 1e-3}.
 *
 * @param value exactly what was written, never negative; its magnitude has at most 400 digits on either side of the point
 */
public record NumberLiteral(BigDecimal value, Span at) implements Expression {}
