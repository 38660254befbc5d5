package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;
import java.util.List;

/** {@code float[1, 28, 28]}. */
public record FloatType(List<Dimension> dimensions, Span at) implements Type {
    public FloatType {
        dimensions = List.copyOf(dimensions);
    }
}
