package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Library;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.syntax.ast.Argument;
import dev.nnc.compiler.syntax.ast.BlockDeclaration;
import dev.nnc.compiler.syntax.ast.Call;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.FunctionDeclaration;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds what a name in a pipeline or before brackets means, and calls it. The file's own names come before built-in ones. */
final class Callables {
    /** Kinds of a first formal into which a pipeline can flow. */
    static final Set<Formal.Kind> INPUTS =
            Set.of(Formal.Kind.FLOATS, Formal.Kind.IDS, Formal.Kind.TENSOR, Formal.Kind.TRUTH, Formal.Kind.TENSORS);

    private final Evaluator evaluator;
    private final Expansions expansions;
    private final BuiltinCalls builtins;
    private final Sizes sizes;
    private final StateArguments states;

    Callables(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.expansions = new Expansions(evaluator);
        this.builtins = new BuiltinCalls(evaluator);
        this.sizes = new Sizes(evaluator);
        this.states = new StateArguments();
    }

    BuiltinCalls builtins() {
        return builtins;
    }

    /** A call that stands where a value is wanted: {@code f(a, b)} is {@code a -> f(b)}. */
    Meaning call(Call call, Context context) {
        String name = call.callee().text();
        if (name.equals(Sizes.NAME) && !isDeclared(name, context)) {
            return sizes.size(call, context);
        }
        if (isLayer(name, context) && takesInput(call, context)) {
            return layerCall(call, context);
        }
        return apply(name, call.at(), call.arguments(), Optional.empty(), context);
    }

    /** A call of a layer with its input as the first argument. */
    private Meaning layerCall(Call call, Context context) {
        List<Argument.Positional> positional = call.positional();
        if (positional.isEmpty()) {
            throw noInput(call);
        }
        Expression first = positional.get(0).value();
        Meaning input = evaluator.evaluate(first, context);
        if (!(input instanceof Meaning.Tensor)) {
            throw noInput(call);
        }
        Arguments.Given inflow = Arguments.Given.flowing(input, first.at());
        List<Argument> others = new ArrayList<>(call.arguments());
        others.remove(positional.get(0));
        return apply(call.callee().text(), call.at(), others, inflow, context);
    }

    private static Rejection noInput(Call call) {
        return new Rejection(Problem.error("no-input", call.at(), "`" + call.callee() + "` needs an input")
                .suggest("write `x -> " + call.at().text() + "`"));
    }

    /** Whether a name is that of something with weights or a mode. */
    private static boolean isLayer(String name, Context context) {
        ModelFacts facts = context.tracing().facts();
        boolean function = facts.declarations().function(name).isPresent();
        return context.scope().layer(name).isPresent()
                || facts.declarations().block(name).isPresent()
                || !function && facts.library().layers().containsKey(name);
    }

    /** Sends {@code inflow} through what has this name. */
    Meaning apply(String name, Span at, List<Argument> arguments, Arguments.Given inflow, Context context) {
        return apply(name, at, arguments, Optional.of(inflow), context);
    }

    private Meaning apply(
            String name, Span at, List<Argument> arguments, Optional<Arguments.Given> inflow, Context context) {
        Optional<SharedLayer> shared = context.scope().layer(name);
        if (shared.isPresent()) {
            return shared(shared.get(), at, arguments, inflow.orElseThrow(), context);
        }
        Declarations declarations = context.tracing().facts().declarations();
        Optional<FunctionDeclaration> function = declarations.function(name);
        if (function.isPresent()) {
            return expansions.function(function.get(), at, arguments, inflow, context);
        }
        Optional<BlockDeclaration> block = declarations.block(name);
        if (block.isPresent()) {
            return expansions.block(block.get(), at, arguments, inflow.orElseThrow(), context);
        }
        Library library = context.tracing().facts().library();
        if (library.layers().containsKey(name)) {
            return builtins.layer(library.layers().get(name), at, arguments, inflow, context);
        }
        Value result = builtins.function(function(name, at, context), at, arguments, inflow, context);
        return Folding.fold(result, context.tracing().graph());
    }

    private Builtin<Value> function(String name, Span at, Context context) {
        Library library = context.tracing().facts().library();
        Builtin<Value> found =
                library.functions().getOrDefault(name, library.losses().get(name));
        if (found == null) {
            throw new Rejection(unknown(name, at, context));
        }
        return found;
    }

    private Problem unknown(String name, Span at, Context context) {
        Span place = new Span(at.source(), at.start(), at.start() + name.length());
        Optional<Span> later = context.scope().later(name);
        if (later.isPresent() && context.scope().value(name).isEmpty()) {
            return Problem.error("used-before", place, "`" + name + "` is used before it is declared")
                    .note(later.get(), "it is declared here");
        }
        if (context.scope().value(name).isPresent()) {
            return Problem.error("not-a-layer", place, "`" + name + "` is a value, and nothing can be sent through it");
        }
        return Problem.error("unknown-name", place, "there is no layer or function `" + name + "`")
                .suggest(Suggestions.didYouMean(name, names(context)));
    }

    /** Sends a value through a shared layer; arguments are added to those of its declaration. */
    private Meaning shared(
            SharedLayer layer, Span at, List<Argument> arguments, Arguments.Given inflow, Context context) {
        if (context.pure()) {
            throw Expansions.impure(layer.name(), at);
        }
        if (context.expanding().contains("layer " + layer.name())) {
            throw new Rejection(Problem.error("recursion", at, "the layer `" + layer.name() + "` uses itself"));
        }
        Context declared = layer.context();
        Context inside = new Context(
                        context.tracing(),
                        declared.scope(),
                        declared.site().used(context.site(), at, layer.isOneCall()),
                        context.expanding(),
                        false)
                .expand("layer " + layer.name(), false);
        List<Argument> further = new ArrayList<>(arguments);
        Optional<CarriedState> state = states.take(layer, further, context);
        Expression body = withArguments(layer.layer(), further, at);
        Optional<CarriedState> outer = context.tracing().carried();
        state.ifPresent(context.tracing()::carry);
        try {
            Meaning result = evaluator.steps().apply(body, inflow.inflow().orElseThrow(), inflow.at(), inside);
            return Expansions.named(result, layer.name(), at);
        } catch (Rejection rejection) {
            throw Expansions.through(rejection, at, "in the layer `" + layer.name() + "`, used here");
        } finally {
            context.tracing().carry(outer.orElse(null));
        }
    }

    private static Expression withArguments(Expression layer, List<Argument> arguments, Span at) {
        if (arguments.isEmpty()) {
            return layer;
        }
        if (layer instanceof Call call) {
            List<Argument> all = new ArrayList<>(call.arguments());
            all.addAll(arguments);
            return new Call(call.callee(), all, call.at());
        }
        if (layer instanceof Name name) {
            return new Call(new Identifier(name.text(), name.at()), arguments, name.at());
        }
        throw new Rejection(Problem.error(
                "too-many-arguments", at, "only a layer that is declared as a single call takes arguments"));
    }

    /** Whether something can be sent through this name, now or in a later version. */
    boolean isKnown(String name, Context context) {
        Library library = context.tracing().facts().library();
        return isDeclared(name, context)
                || library.layers().containsKey(name)
                || library.functions().containsKey(name)
                || library.losses().containsKey(name);
    }

    private static boolean isDeclared(String name, Context context) {
        Declarations declarations = context.tracing().facts().declarations();
        return context.scope().layer(name).isPresent()
                || declarations.function(name).isPresent()
                || declarations.block(name).isPresent();
    }

    /** Whether a call without its input is something to send a value through. */
    boolean takesInput(Call call, Context context) {
        String name = call.callee().text();
        if (isDeclared(name, context)) {
            return true;
        }
        Library library = context.tracing().facts().library();
        Builtin<Value> builtin =
                library.layers().getOrDefault(name, library.functions().get(name));
        return builtin == null
                || !builtin.formals().isEmpty()
                        && INPUTS.contains(builtin.formals().get(0).kind());
    }

    private Set<String> names(Context context) {
        Library library = context.tracing().facts().library();
        Set<String> names = new TreeSet<>(context.scope().layerNames());
        names.addAll(context.tracing().facts().declarations().callables());
        names.addAll(library.layers().keySet());
        names.addAll(library.functions().keySet());
        names.addAll(library.losses().keySet());
        return names;
    }
}
