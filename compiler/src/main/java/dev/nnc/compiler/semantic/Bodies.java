package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.syntax.ast.Body;
import dev.nnc.compiler.syntax.ast.BodyStatement;
import dev.nnc.compiler.syntax.ast.Call;
import dev.nnc.compiler.syntax.ast.Conditional;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.LayerDeclaration;
import dev.nnc.compiler.syntax.ast.Name;
import dev.nnc.compiler.syntax.ast.ParameterDeclaration;
import dev.nnc.compiler.syntax.ast.Pipeline;
import dev.nnc.compiler.syntax.ast.Repeat;
import dev.nnc.compiler.syntax.ast.ValueDefinition;

/** Elaborates what stands in braces: definitions, then the value or the layer that they lead to. */
final class Bodies {
    private final Evaluator evaluator;

    Bodies(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** The value of a body into which nothing flows. */
    Meaning value(Body body, Context context) {
        Context inner = context.in(context.scope().inner());
        body.statements().forEach(statement -> define(statement, inner));
        return evaluator.evaluate(body.result(), inner);
    }

    /** The value of a body into which {@code input} flows, which it knows as {@code in}. */
    Meaning apply(Body body, Meaning input, Span from, Context context) {
        Context inner = context.in(context.scope().inner());
        inner.scope().bind("in", input, from);
        body.statements().forEach(statement -> define(statement, inner));
        Expression result = body.result();
        return isLayer(result, inner)
                ? evaluator.steps().apply(result, input, from, inner)
                : evaluator.evaluate(result, inner);
    }

    /** Whether a result is a layer for what flows in; otherwise it is a value, which names {@code in} or what is made of it. */
    private boolean isLayer(Expression result, Context context) {
        if (result instanceof Pipeline pipeline) {
            return isLayer(pipeline.input(), context);
        }
        if (result instanceof Name name) {
            return !context.scope().own().containsKey(name.text())
                    && evaluator.callables().isKnown(name.text(), context);
        }
        if (result instanceof Call call) {
            return !Mentions.any(result, context.scope().own().keySet())
                    && evaluator.callables().takesInput(call, context);
        }
        return result instanceof Repeat || result instanceof Conditional;
    }

    private void define(BodyStatement statement, Context context) {
        define(statement, context, context.site().rank());
    }

    /** Elaborates a definition, which belongs to the model's statement {@code order}, and binds its name. */
    void define(BodyStatement statement, Context context, int order) {
        if (statement instanceof ValueDefinition definition) {
            rejectTwice(definition.name(), context);
            bind(definition.name(), value(definition, inside(definition.name(), context, order)), context);
        } else if (statement instanceof LayerDeclaration declaration) {
            rejectPure(declaration.at(), "a layer", context);
            declare(declaration, inside(declaration.name(), context, order));
        } else {
            ParameterDeclaration declaration = (ParameterDeclaration) statement;
            rejectPure(declaration.at(), "a parameter", context);
            rejectTwice(declaration.name(), context);
            Meaning weight = Parameters.make(evaluator, declaration, inside(declaration.name(), context, order));
            bind(declaration.name(), weight, context);
        }
    }

    private Meaning value(ValueDefinition definition, Context context) {
        GraphBuilder graph = context.tracing().graph();
        int before = graph.size();
        Meaning meaning = evaluator.evaluate(definition.value(), context);
        if (meaning instanceof Meaning.Tensor tensor) {
            graph.define(context.site().path(), tensor.value().node(), before);
        }
        return named(meaning, definition.name());
    }

    private static void bind(Identifier name, Meaning meaning, Context context) {
        context.scope().bind(name.text(), meaning, name.at());
    }

    private static Context inside(Identifier name, Context context, int order) {
        return context.at(context.site().statement(name.text(), name.at(), order));
    }

    /** Binds a shared layer that lives at the context's site. */
    void declare(LayerDeclaration declaration, Context context) {
        Scope scope = context.scope();
        String name = declaration.name().text();
        SharedLayer earlier = scope.ownLayers().get(name);
        if (earlier != null) {
            throw twice(declaration.name(), earlier.at());
        }
        scope.bind(new SharedLayer(
                name, declaration.layer(), context, declaration.name().at()));
    }

    private static void rejectTwice(Identifier name, Context context) {
        Scope.Binding earlier = context.scope().own().get(name.text());
        if (earlier != null) {
            throw twice(name, earlier.at());
        }
    }

    /** The problem of a name that is defined a second time. */
    static Rejection twice(Identifier name, Span first) {
        return new Rejection(Problem.error("declared-twice", name.at(), "`" + name + "` is declared twice")
                .note(first, "it is declared here first"));
    }

    private static void rejectPure(Span at, String what, Context context) {
        if (context.pure()) {
            throw new Rejection(Problem.error("impure-function", at, "a function cannot hold " + what)
                    .suggest("make it a block"));
        }
    }

    /** The same meaning under the name that it is defined by. */
    static Meaning named(Meaning meaning, Identifier name) {
        if (meaning instanceof Meaning.Tensor tensor) {
            Value value = tensor.value();
            return new Meaning.Tensor(value.named(name.text(), name.at()));
        }
        return meaning;
    }
}
