package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;
import java.util.Optional;

/**
 * {@code width}, {@code stride = 1} or {@code hidden: int = 256} in the brackets of a declaration.
 *
 * @param type the name of its type, such as {@code int}, when one is written
 * @param defaultValue its value when a use gives none
 */
public record Parameter(Identifier name, Optional<Identifier> type, Optional<Expression> defaultValue, Span at)
        implements Node {}
