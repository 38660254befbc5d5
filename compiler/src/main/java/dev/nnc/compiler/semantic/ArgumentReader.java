package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.compiler.ir.model.Initial;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Initialiser;
import dev.nnc.compiler.semantic.builtin.Library;
import dev.nnc.compiler.semantic.builtin.Rate;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.syntax.ast.Call;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.ListLiteral;
import dev.nnc.compiler.syntax.ast.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads an argument as its formal asks for. */
final class ArgumentReader {
    private final Evaluator evaluator;
    private final String callee;
    private final Formal formal;
    private final Context context;

    ArgumentReader(Evaluator evaluator, String callee, Formal formal, Context context) {
        this.evaluator = evaluator;
        this.callee = callee;
        this.formal = formal;
        this.context = context;
    }

    /** All arguments of a variadic formal; a list counts as its elements. */
    List<Object> readAll(List<Arguments.Given> arguments) {
        List<Object> all = new ArrayList<>();
        for (Arguments.Given given : arguments) {
            if (given.expression().isPresent() && given.expression().get() instanceof ListLiteral list) {
                list.elements().forEach(element -> all.add(read(Arguments.Given.written(element))));
            } else {
                all.add(read(given));
            }
        }
        return all;
    }

    /** One argument, of the type that the kind has in {@link dev.nnc.compiler.semantic.builtin.Call}. */
    Object read(Arguments.Given given) {
        switch (formal.kind()) {
            case WORD:
                return word(given);
            case INTEGERS:
                return integers(given);
            case INITIAL:
                return initial(written(given));
            case RATE:
                return rate(written(given));
            case LAYER:
                return layer(written(given));
            default:
                Meaning meaning = given.inflow()
                        .orElseGet(() -> evaluator.evaluate(given.expression().orElseThrow(), context));
                return ofMeaning(meaning, given.at());
        }
    }

    private Object ofMeaning(Meaning meaning, Span at) {
        String what = "`" + formal.name() + "` of `" + callee + "`";
        switch (formal.kind()) {
            case SIZE:
            case SIZES:
                return Constants.size(what, meaning, at);
            case INTEGER:
                return Constants.integer(what, meaning, at);
            case NUMBER:
                return Constants.real(what, meaning, at);
            case NUMBERS:
                return numbers(what, meaning, at);
            case FLAG:
                return Constants.truth(what, meaning, at);
            case TEXT:
                return Constants.text(what, meaning, at);
            default:
                return tensor(what, meaning, at);
        }
    }

    private Value tensor(String what, Meaning meaning, Span at) {
        if (!(meaning instanceof Meaning.Tensor) && !(meaning instanceof Meaning.Number)) {
            throw new Rejection(Problem.error("wrong-kind", at, what + " must be a tensor, not " + meaning.kind()));
        }
        Value value = Coercion.tensor(meaning, at, context);
        rejectProbabilities(value, at);
        switch (formal.kind()) {
            case FLOATS:
                return Coercion.floats(value, at, context);
            case IDS:
                return Coercion.ids(value, at);
            case TRUTH:
                return Coercion.truth(value, at);
            default:
                return value;
        }
    }

    private void rejectProbabilities(Value value, Span at) {
        if (formal.onProbabilities().isEmpty() || value.scale() != Value.Scale.PROBABILITIES) {
            return;
        }
        String instead = formal.onProbabilities().get();
        throw new Rejection(Problem.error(
                        "not-logits",
                        at,
                        "`" + callee + "` takes logits, but `" + value.label() + "` holds probabilities already")
                .note(value.at(), "it comes out of a softmax or sigmoid here")
                .suggest("give it the value before that" + (instead.isEmpty() ? "" : ", or use `" + instead + "`")));
    }

    private List<Double> numbers(String what, Meaning meaning, Span at) {
        if (!(meaning instanceof Meaning.Items items)) {
            throw new Rejection(
                    Problem.error("wrong-kind", at, what + " must be a list of numbers, not " + meaning.kind()));
        }
        return items.items().stream()
                .map(item -> Constants.real("each of " + what, item, at))
                .toList();
    }

    /** A whole number, a list of them, or one of the formal's words. */
    private Object integers(Arguments.Given given) {
        String what = "`" + formal.name() + "` of `" + callee + "`";
        Expression expression = written(given);
        boolean free = expression instanceof Name name
                && context.scope().value(name.text()).isEmpty();
        if (free && !formal.words().isEmpty()) {
            return word(given);
        }
        Meaning meaning = evaluator.evaluate(expression, context);
        if (meaning instanceof Meaning.Word && !formal.words().isEmpty()) {
            return word(given);
        }
        if (meaning instanceof Meaning.Items items) {
            return items.items().stream()
                    .map(item -> Constants.integer("each of " + what, item, given.at()))
                    .toList();
        }
        return Constants.integer(what, meaning, given.at());
    }

    private Expression written(Arguments.Given given) {
        return given.expression()
                .orElseThrow(() ->
                        new Rejection(Problem.error("no-input", given.at(), "nothing can flow into `" + callee + "`")));
    }

    private String word(Arguments.Given given) {
        Expression expression = written(given);
        if (expression instanceof Name name) {
            Optional<Scope.Binding> bound = context.scope().value(name.text());
            String text = bound.isPresent() && bound.get().meaning() instanceof Meaning.Word handed
                    ? handed.value()
                    : name.text();
            if (formal.words().contains(text)) {
                return text;
            }
            throw new Rejection(Problem.error(
                            "unknown-word",
                            expression.at(),
                            "`" + formal.name() + "` of `" + callee + "` cannot be `" + text + "`")
                    .suggest(Suggestions.didYouMean(text, formal.words()).or(this::choices)));
        }
        throw new Rejection(Problem.error(
                        "wrong-kind", expression.at(), "`" + formal.name() + "` of `" + callee + "` must be a word")
                .suggest(choices()));
    }

    private Optional<String> choices() {
        return Optional.of("it is one of `" + String.join("`, `", formal.words()) + "`");
    }

    private Initialiser initial(Expression expression) {
        Library library = context.tracing().facts().library();
        if (isNamed(expression, library.initialisers().keySet())) {
            return evaluator
                    .callables()
                    .builtins()
                    .named(library.initialisers(), "an initialiser", expression, context);
        }
        double value = Constants.real("an initialiser", evaluator.evaluate(expression, context), expression.at());
        return type -> Initial.of(Initial.Kind.CONSTANT, value);
    }

    /** Whether an expression is of a namespace of its own, and not a constant. */
    private boolean isNamed(Expression expression, Set<String> namespace) {
        if (expression instanceof Name name) {
            return context.scope().value(name.text()).isEmpty();
        }
        return expression instanceof Call call
                && (namespace.contains(call.callee().text())
                        || !evaluator.callables().isKnown(call.callee().text(), context));
    }

    private Rate rate(Expression expression) {
        Library library = context.tracing().facts().library();
        if (isNamed(expression, library.schedules().keySet())) {
            return evaluator
                    .callables()
                    .builtins()
                    .named(library.schedules(), "a schedule of the learning rate", expression, context);
        }
        return Rate.constant(Constants.real("`rate`", evaluator.evaluate(expression, context), expression.at()));
    }

    private SharedLayer layer(Expression expression) {
        Optional<SharedLayer> found =
                expression instanceof Name name ? context.scope().layer(name.text()) : Optional.empty();
        if (found.isEmpty()) {
            throw new Rejection(Problem.error(
                            "unknown-layer",
                            expression.at(),
                            "there is no declared layer `" + expression.at().text() + "`")
                    .suggest(Suggestions.didYouMean(
                            expression.at().text(), context.scope().layerNames())));
        }
        return found.get();
    }
}
