package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.syntax.ast.Call;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.Name;

/** A declared layer, {@code layer head = dense(10)}: what it is made of, and where its weights live. */
final class SharedLayer {
    private final String name;
    private final Expression layer;
    private final Context context;
    private final Span at;
    private boolean used;

    /** Keeps where the layer was declared: {@code context} has its scope and its place. */
    SharedLayer(String name, Expression layer, Context context, Span at) {
        this.name = name;
        this.layer = layer;
        this.context = context;
        this.at = at;
    }

    String name() {
        return name;
    }

    Expression layer() {
        return layer;
    }

    Context context() {
        return context;
    }

    Span at() {
        return at;
    }

    /** Whether it is one call, so that its name stands for the call's kind in the names of weights. */
    boolean isOneCall() {
        return layer instanceof Name || layer instanceof Call;
    }

    void use() {
        used = true;
    }

    boolean isUsed() {
        return used;
    }
}
