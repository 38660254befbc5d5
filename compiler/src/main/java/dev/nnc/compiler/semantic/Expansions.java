package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.syntax.ast.Argument;
import dev.nnc.compiler.syntax.ast.BlockDeclaration;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.FunctionDeclaration;
import dev.nnc.compiler.syntax.ast.Name;
import dev.nnc.compiler.syntax.ast.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the bodies of the file's blocks and functions in the place of their calls. */
final class Expansions {
    private static final int MOST = 100_000;

    private final Evaluator evaluator;

    Expansions(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** A call of a function of the file. */
    Meaning function(
            FunctionDeclaration function,
            Span at,
            List<Argument> arguments,
            Optional<Arguments.Given> inflow,
            Context context) {
        String name = function.name().text();
        rejectMany(at, context);
        rejectRecursion(name, function.at(), at, context);
        Scope scope = bound(name, function.parameters(), at, arguments, inflow, context);
        Context inside = context.in(scope).enter(name, at).expand(name, true);
        try {
            return named(evaluator.bodies().value(function.body(), inside), name, at);
        } catch (Rejection rejection) {
            throw through(rejection, at, "in the function `" + name + "`, called here");
        }
    }

    /** One use of a block of the file. */
    Meaning block(BlockDeclaration block, Span at, List<Argument> arguments, Arguments.Given inflow, Context context) {
        String name = block.name().text();
        if (context.pure()) {
            throw impure(name, at);
        }
        rejectMany(at, context);
        rejectRecursion(name, block.at(), at, context);
        Scope scope = bound(name, block.parameters(), at, arguments, Optional.empty(), context);
        Context inside = context.in(scope).enter(name, at).expand(name, false);
        try {
            Meaning result =
                    evaluator.bodies().apply(block.body(), inflow.inflow().orElseThrow(), inflow.at(), inside);
            return named(result, name, at);
        } catch (Rejection rejection) {
            throw through(rejection, at, "in the block `" + name + "`, used here");
        }
    }

    private Scope bound(
            String name,
            List<Parameter> parameters,
            Span at,
            List<Argument> arguments,
            Optional<Arguments.Given> inflow,
            Context context) {
        List<Arguments.Slot> slots = parameters.stream()
                .map(parameter -> new Arguments.Slot(
                        parameter.name().text(), parameter.defaultValue().isEmpty(), false))
                .toList();
        Map<String, List<Arguments.Given>> given = Arguments.bind(name, at, slots, inflow, arguments);
        Scope scope = Scope.closed();
        for (Parameter parameter : parameters) {
            String own = parameter.name().text();
            boolean isGiven = given.containsKey(own);
            Meaning meaning = isGiven
                    ? argument(given.get(own).get(0), context)
                    : argument(Arguments.Given.written(parameter.defaultValue().orElseThrow()), context.in(scope));
            scope.bind(own, meaning, isGiven ? given.get(own).get(0).at() : parameter.at());
        }
        return scope;
    }

    private Meaning argument(Arguments.Given given, Context context) {
        if (given.inflow().isPresent()) {
            return given.inflow().get();
        }
        Expression expression = given.expression().orElseThrow();
        if (expression instanceof Name name
                && context.scope().value(name.text()).isEmpty()
                && BuiltinCalls.words(context).contains(name.text())) {
            return new Meaning.Word(name.text());
        }
        return evaluator.evaluate(expression, context);
    }

    private static void rejectRecursion(String name, Span declared, Span at, Context context) {
        if (context.expanding().contains(name)) {
            throw new Rejection(
                    Problem.error("recursion", at, "`" + name + "` uses itself").note(declared, "it is declared here"));
        }
    }

    /** Blocks of blocks and functions of functions double with every level, even where they make no operation. */
    private static void rejectMany(Span at, Context context) {
        rejectHuge(at, context);
        if (context.tracing().expansion() > MOST) {
            throw new Rejection(Problem.error(
                    "too-large",
                    at,
                    "the model is too large: it has more than " + MOST + " uses of blocks and functions up to here"));
        }
    }

    /** Nested repetition grows without bound; what is beyond this would not compile in any useful time. */
    static void rejectHuge(Span at, Context context) {
        if (context.tracing().graph().size() > MOST) {
            throw new Rejection(Problem.error(
                    "too-large", at, "the model is too large: it has more than " + MOST + " operations up to here"));
        }
    }

    /** The problem of a layer inside of a function. */
    static Rejection impure(String name, Span at) {
        return new Rejection(
                Problem.error("impure-function", at, "a function holds no layers, and `" + name + "` is one")
                        .suggest("make the function a block"));
    }

    /** A problem inside of an expansion, with the place of the expansion. */
    static Rejection through(Rejection rejection, Span at, String text) {
        return new Rejection(rejection.problem().note(at, text));
    }

    /** The result of an expansion, known by its name. */
    static Meaning named(Meaning meaning, String name, Span at) {
        return meaning instanceof Meaning.Tensor tensor
                ? new Meaning.Tensor(tensor.value().named(name, at))
                : meaning;
    }
}
