package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Note;
import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Library;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.builtin.Shapes;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.syntax.ast.Argument;
import dev.nnc.compiler.syntax.ast.Call;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.Name;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Calls what the library holds: checks the arguments against the formals, and reports what the library rejects. */
final class BuiltinCalls {
    /** What every layer takes beside its own formals: names for its weights in the place of the path. */
    private static final Formal NAME = Formal.of(Formal.Kind.TEXT, "name").optional();

    private final Evaluator evaluator;

    BuiltinCalls(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** Sends a value through a layer. */
    Meaning layer(
            Builtin<Value> layer,
            Span at,
            List<Argument> arguments,
            Optional<Arguments.Given> inflow,
            Context context) {
        if (context.pure()) {
            throw Expansions.impure(layer.name(), at);
        }
        return new Meaning.Tensor(call(withName(layer), at, arguments, inflow, context.enter(layer.name(), at)));
    }

    /** The one call that a shared layer is declared as, for another input, without its body. */
    BuiltinCall declared(SharedLayer shared, Builtin<Value> wanted, Arguments.Given inflow, Span at, Context context) {
        Call call = shared.layer() instanceof Name name
                ? new Call(new Identifier(name.text(), name.at()), List.of(), name.at())
                : shared.layer() instanceof Call written ? written : null;
        if (call == null || !call.callee().text().equals(wanted.name())) {
            throw new Rejection(
                    Problem.error("wrong-layer", at, "`" + shared.name() + "` is not a `" + wanted.name() + "` layer")
                            .note(shared.at(), "it is declared here"));
        }
        Builtin<Value> layer = withName(wanted);
        Site site = shared.context().site().used(context.site(), at, true).enter(layer.name(), at);
        Context inside = context.in(shared.context().scope()).at(site);
        BuiltinCall declared = new BuiltinCall(
                evaluator, layer.name(), layer.formals(), bind(layer, call.at(), inflow, call), at, inside);
        declared.check();
        return declared;
    }

    private static Map<String, List<Arguments.Given>> bind(
            Builtin<Value> layer, Span at, Arguments.Given inflow, Call call) {
        return Arguments.bind(layer.name(), at, slots(layer), Optional.of(inflow), call.arguments());
    }

    private static List<Arguments.Slot> slots(Builtin<?> builtin) {
        return builtin.formals().stream()
                .map(formal -> new Arguments.Slot(formal.name(), formal.required(), formal.isVariadic()))
                .toList();
    }

    private static Builtin<Value> withName(Builtin<Value> layer) {
        List<Formal> formals = new ArrayList<>(layer.formals());
        formals.add(NAME);
        return new Builtin<>(layer.name(), formals, layer.body());
    }

    /**
     * A call of what has no weights, such as a function: its nodes are called by its word, and no place of the model is. A loss is
     * a statement's own, and has the name of that.
     */
    <R> R function(
            Builtin<R> function, Span at, List<Argument> arguments, Optional<Arguments.Given> inflow, Context context) {
        boolean loss = context.tracing().facts().library().losses().get(function.name()) == function;
        Site site = loss ? context.site() : context.site().calling(function.name());
        return call(function, at, arguments, inflow, context.at(site));
    }

    /** What is built by an expression in a namespace of its own: {@code normal(0, 0.02)}, {@code adam(rate = 1e-3)}, {@code zeros}. */
    <R> R named(Map<String, Builtin<R>> namespace, String what, Expression expression, Context context) {
        if (expression instanceof Name name) {
            return function(
                    find(namespace, what, name.text(), name.at()), name.at(), List.of(), Optional.empty(), context);
        }
        if (expression instanceof Call call) {
            Builtin<R> builtin =
                    find(namespace, what, call.callee().text(), call.callee().at());
            return function(builtin, call.at(), call.arguments(), Optional.empty(), context);
        }
        throw new Rejection(Problem.error("wrong-kind", expression.at(), "this must be " + what)
                .suggest(choices(namespace.keySet())));
    }

    /** The names that there are. */
    static String choices(Collection<String> names) {
        return (names.size() == 1 ? "there is `" : "there are `") + String.join("`, `", names) + "`";
    }

    private static <R> Builtin<R> find(Map<String, Builtin<R>> namespace, String what, String name, Span at) {
        Builtin<R> found = namespace.get(name);
        if (found != null) {
            return found;
        }
        throw new Rejection(Problem.error("unknown-name", at, "`" + name + "` is not " + what)
                .suggest(Suggestions.didYouMean(name, namespace.keySet())
                        .or(() -> Optional.of(choices(namespace.keySet())))));
    }

    private <R> R call(
            Builtin<R> builtin, Span at, List<Argument> arguments, Optional<Arguments.Given> inflow, Context context) {
        boolean flows = !builtin.formals().isEmpty()
                && Callables.INPUTS.contains(builtin.formals().get(0).kind());
        if (inflow.isPresent() && !flows) {
            throw new Rejection(
                    Problem.error("no-input", at, "`" + builtin.name() + "` takes nothing from a pipeline"));
        }
        Map<String, List<Arguments.Given>> given =
                Arguments.bind(builtin.name(), at, slots(builtin), inflow, arguments);
        BuiltinCall call = new BuiltinCall(evaluator, builtin.name(), builtin.formals(), given, at, context);
        call.check();
        Expansions.rejectHuge(at, context);
        context.tracing().at(call.origin(), at);
        int before = call.graph().size();
        try {
            R result = builtin.body().apply(call);
            if (result instanceof Value value) {
                call.graph().define(call.origin(), value.node(), before);
            }
            return result;
        } catch (ShapeMismatch mismatch) {
            Problem problem = Problem.error(
                    "shapes-differ",
                    at,
                    "`" + builtin.name() + "` does not take these shapes: " + Shapes.inWords(mismatch.getMessage()));
            for (Note note : shapes(call.tensors())) {
                problem = problem.note(note.at(), note.text());
            }
            throw new Rejection(problem);
        }
    }

    /** What each operand is, and whether each example has its own where that alone makes two of them differ. */
    private static Set<Note> shapes(List<Value> operands) {
        Set<Note> notes = new LinkedHashSet<>();
        for (Value value : operands) {
            boolean batch = value.type().hasBatch();
            boolean alike = operands.stream()
                    .anyMatch(other ->
                            other.shape().equals(value.shape()) && other.type().hasBatch() != batch);
            String examples = batch ? ", one for each example" : ", the same for all examples";
            notes.add(new Note(value.at(), "`" + value.label() + "` is " + value.shape() + (alike ? examples : "")));
        }
        return notes;
    }

    /** All words that some built-in takes as an argument. */
    static Set<String> words(Context context) {
        Library library = context.tracing().facts().library();
        Set<String> words = new TreeSet<>();
        for (Collection<Builtin<Value>> part : List.of(
                library.layers().values(),
                library.functions().values(),
                library.losses().values())) {
            part.forEach(builtin -> builtin.formals().forEach(formal -> words.addAll(formal.words())));
        }
        return words;
    }
}
