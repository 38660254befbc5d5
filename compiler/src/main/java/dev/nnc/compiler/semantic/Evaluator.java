package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.constant.Rational;
import dev.nnc.compiler.syntax.ast.Binary;
import dev.nnc.compiler.syntax.ast.Body;
import dev.nnc.compiler.syntax.ast.BooleanLiteral;
import dev.nnc.compiler.syntax.ast.Call;
import dev.nnc.compiler.syntax.ast.Conditional;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.ListLiteral;
import dev.nnc.compiler.syntax.ast.Member;
import dev.nnc.compiler.syntax.ast.Name;
import dev.nnc.compiler.syntax.ast.NumberLiteral;
import dev.nnc.compiler.syntax.ast.Pipeline;
import dev.nnc.compiler.syntax.ast.Repeat;
import dev.nnc.compiler.syntax.ast.StringLiteral;
import dev.nnc.compiler.syntax.ast.Unary;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Works out what expressions stand for: constants at once, tensors as nodes of the graph. */
final class Evaluator {
    private final Callables callables = new Callables(this);
    private final Bodies bodies = new Bodies(this);
    private final Steps steps = new Steps(this);
    private final Operators operators = new Operators();

    Callables callables() {
        return callables;
    }

    Bodies bodies() {
        return bodies;
    }

    Steps steps() {
        return steps;
    }

    /**
     * The meaning of an expression that stands where a value is wanted.
     *
     * @throws Rejection for a mistake in it
     * @throws Abandoned when it depends on an earlier mistake
     */
    Meaning evaluate(Expression expression, Context context) {
        if (expression instanceof NumberLiteral number) {
            return new Meaning.Number(Rational.of(number.value()));
        }
        if (expression instanceof BooleanLiteral truth) {
            return new Meaning.Truth(truth.value());
        }
        if (expression instanceof StringLiteral text) {
            return new Meaning.Text(text.value());
        }
        if (expression instanceof ListLiteral list) {
            return new Meaning.Items(list.elements().stream()
                    .map(element -> evaluate(element, context))
                    .toList());
        }
        if (expression instanceof Name name) {
            return name(name, context);
        }
        return compound(expression, context);
    }

    private Meaning compound(Expression expression, Context context) {
        if (expression instanceof Member member) {
            return member(member, context);
        }
        if (expression instanceof Unary unary) {
            return operators.unary(unary, evaluate(unary.operand(), context), context);
        }
        if (expression instanceof Binary binary) {
            Meaning left = evaluate(binary.left(), context);
            return operators.binary(binary, left, evaluate(binary.right(), context), context);
        }
        if (expression instanceof Call call) {
            return callables.call(call, context);
        }
        if (expression instanceof Pipeline pipeline) {
            Meaning value = evaluate(pipeline.input(), context);
            return steps.through(pipeline.steps(), value, pipeline.input().at(), context);
        }
        if (expression instanceof Conditional conditional) {
            return bodies.value(branch(conditional, context), context);
        }
        Repeat repeat = (Repeat) expression;
        throw new Rejection(Problem.error("no-input", repeat.at(), "`repeat` needs an input")
                .suggest("write `x -> repeat " + repeat.count().at().text() + " { ... }`"));
    }

    /** The branch that is taken. */
    Body branch(Conditional conditional, Context context) {
        Meaning condition = evaluate(conditional.condition(), context);
        boolean holds = Constants.truth(
                "the condition of `if`", condition, conditional.condition().at());
        return holds ? conditional.then() : conditional.otherwise();
    }

    private Meaning name(Name name, Context context) {
        Optional<Scope.Binding> found = context.scope().value(name.text());
        if (found.isEmpty()) {
            throw new Rejection(unknown(name, context));
        }
        Meaning meaning = found.get().meaning();
        if (meaning instanceof Meaning.Unknown) {
            throw new Abandoned();
        }
        if (meaning instanceof Meaning.Hidden hidden) {
            throw new Rejection(Problem.error("out-of-reach", name.at(), "`" + name.text() + "` " + hidden.why()));
        }
        return meaning;
    }

    private Problem unknown(Name name, Context context) {
        String text = name.text();
        Problem problem = Problem.error("unknown-name", name.at(), "there is no value `" + text + "`");
        if (text.equals("in")) {
            return Problem.error(
                    "unknown-name", name.at(), "`in` stands for the input of a block, and this is not in one");
        }
        if (callables.isKnown(text, context)) {
            return Problem.error(
                            "not-a-value", name.at(), "`" + text + "` is no value, but something to send one through")
                    .suggest("write `x -> " + text + "`");
        }
        Optional<Span> later = context.scope().later(text);
        if (later.isPresent()) {
            return Problem.error("used-before", name.at(), "`" + text + "` is used before it is defined")
                    .note(later.get(), "it is defined here");
        }
        Set<String> candidates = new TreeSet<>(context.scope().valueNames());
        return problem.suggest(Suggestions.didYouMean(text, candidates));
    }

    /** A weight of a shared layer: {@code letters.weight}. */
    private Meaning member(Member member, Context context) {
        String owner = ownerName(member);
        String root = owner.contains(".") ? owner.substring(0, owner.indexOf('.')) : owner;
        Optional<SharedLayer> layer = context.scope().layer(root);
        Optional<Scope.Binding> value = context.scope().value(root);
        if (layer.isEmpty() && value.isPresent()) {
            throw new Rejection(Problem.error(
                            "not-a-layer", member.owner().at(), "`" + root + "` is a value, which holds no weights")
                    .note(value.get().at(), "it is defined here"));
        }
        if (layer.isEmpty()) {
            throw new Rejection(Problem.error(
                            "unknown-layer", member.owner().at(), "there is no declared layer `" + root + "`")
                    .suggest(Suggestions.didYouMean(root, context.scope().layerNames())));
        }
        String path = layer.get().context().site().path() + owner.substring(root.length());
        return weight(member, path, context);
    }

    private static Meaning weight(Member member, String path, Context context) {
        Weights weights = context.tracing().facts().weights();
        String leaf = member.name().text();
        Optional<Weight> weight = weights.at(path + "." + leaf);
        if (weight.isPresent()) {
            Value value = Value.of(
                    context.tracing().leaf(weight.get()),
                    weight.get().type(),
                    member.at().text(),
                    member.at());
            return new Meaning.Tensor(value);
        }
        List<String> known = weights.below(path).stream()
                .map(kept -> kept.home().substring(path.length() + 1))
                .toList();
        String owner = member.owner().at().text();
        Problem problem = known.isEmpty()
                ? Problem.error("no-weights-yet", member.at(), "`" + owner + "` has no weights before its first use")
                : Problem.error("unknown-weight", member.name().at(), "`" + owner + "` has no weight `" + leaf + "`");
        throw new Rejection(problem.suggest(Suggestions.didYouMean(leaf, known)
                .or(() -> known.isEmpty()
                        ? Optional.empty()
                        : Optional.of("it has `" + String.join("`, `", known) + "`"))));
    }

    private static String ownerName(Member member) {
        if (member.owner() instanceof Name name) {
            return name.text();
        }
        if (member.owner() instanceof Member inner) {
            return ownerName(inner) + "." + inner.name();
        }
        throw new Rejection(Problem.error(
                "not-a-layer", member.owner().at(), "only a declared layer has weights to be named with a dot"));
    }
}
