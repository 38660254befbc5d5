package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;
import java.util.List;

/** {@code class(10)}, {@code class(benign, malignant)} or {@code class(vocabulary)[64]}: one of so many. */
public record ClassType(Classes classes, List<Dimension> dimensions, Span at) implements Type {
    public ClassType {
        dimensions = List.copyOf(dimensions);
    }
}
