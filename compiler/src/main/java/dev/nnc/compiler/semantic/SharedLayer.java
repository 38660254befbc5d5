package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.syntax.ast.Call;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.Name;

/**
 * A declared layer, {@code layer head = dense(10)}.
 *
 * @param layer what it is made of
 * @param context where it was declared: the names in sight there, and the place of its weights
 * @param at its name in the declaration
 */
record SharedLayer(String name, Expression layer, Context context, Span at) {
    /** Whether it is one call, so that its name stands for the call's kind in the names of weights. */
    boolean isOneCall() {
        return layer instanceof Name || layer instanceof Call;
    }
}
