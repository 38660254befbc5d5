package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;
import java.util.List;

/**
 * {@code batch 64} or {@code optimizer sgd(rate = 0.01)}: a line of a train block.
 *
 * @param name what is set; any word, its meaning is checked later
 * @param values what it is set to: at least one, separated by commas
 */
public record Setting(Identifier name, List<Expression> values, Span at) implements Node {
    public Setting {
        values = List.copyOf(values);
    }
}
