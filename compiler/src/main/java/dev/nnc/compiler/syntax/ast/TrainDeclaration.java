package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;
import java.util.List;

/**
 * {@code train Mlp { optimizer adam(rate = 1e-3) ... }}.
 *
 * @param model the name of the model that it trains
 * @param settings its settings, in order
 */
public record TrainDeclaration(Identifier model, List<Setting> settings, Span at) implements Declaration {
    public TrainDeclaration {
        settings = List.copyOf(settings);
    }
}
