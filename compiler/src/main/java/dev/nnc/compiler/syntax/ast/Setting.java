package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;
import java.util.List;

/**
 * {@code batch 64} or {@code optimizer sgd(rate = 0.01)}: a line of a train block.
 *
 * @param name what is set; any word, its meaning is checked later
 * @param values what it is set to: at least one, separated by commas
 * @param own the settings in braces behind them, as in {@code group "*.bias" { decay 0 }}
 */
public record Setting(Identifier name, List<Expression> values, List<Setting> own, Span at) implements Node {
    public Setting {
        values = List.copyOf(values);
        own = List.copyOf(own);
    }
}
