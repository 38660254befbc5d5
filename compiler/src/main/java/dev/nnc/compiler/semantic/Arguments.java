package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.syntax.ast.Argument;
import dev.nnc.compiler.syntax.ast.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts the arguments of a call to the names that the callee takes: the same rules for built-ins, blocks and functions. */
final class Arguments {
    /**
     * A name that a callee takes.
     *
     * @param variadic whether it takes all further arguments by position
     */
    record Slot(String name, boolean required, boolean variadic) {}

    /** An argument: what was written, or what flows in through a pipeline. */
    record Given(Optional<Expression> expression, Optional<Meaning> inflow, Span at) {
        static Given written(Expression expression) {
            return new Given(Optional.of(expression), Optional.empty(), expression.at());
        }

        static Given flowing(Meaning meaning, Span at) {
            return new Given(Optional.empty(), Optional.of(meaning), at);
        }
    }

    private final String callee;
    private final Span at;
    private final List<Slot> slots;
    private final Map<String, List<Given>> bound = new LinkedHashMap<>();

    private Arguments(String callee, Span at, List<Slot> slots) {
        this.callee = callee;
        this.at = at;
        this.slots = slots;
    }

    /**
     * Binds arguments to slots.
     *
     * @param inflow what flows in, taken as the first argument by position
     * @return what each slot was given; a slot without arguments is not among the keys
     * @throws Rejection when they do not fit
     */
    static Map<String, List<Given>> bind(
            String callee, Span at, List<Slot> slots, Optional<Given> inflow, List<Argument> written) {
        Arguments arguments = new Arguments(callee, at, slots);
        List<Given> positional = new ArrayList<>();
        inflow.ifPresent(positional::add);
        for (Argument argument : written) {
            if (argument instanceof Argument.Positional) {
                positional.add(Given.written(argument.value()));
            }
        }
        arguments.bindPositional(positional, inflow.isPresent());
        for (Argument argument : written) {
            if (argument instanceof Argument.Named named) {
                arguments.bindNamed(named);
            }
        }
        arguments.requireAll(inflow.isPresent());
        return arguments.bound;
    }

    private void bindPositional(List<Given> given, boolean flows) {
        int next = 0;
        for (int i = 0; i < given.size(); i++) {
            if (next >= slots.size()) {
                throw tooMany(given.get(i), flows);
            }
            Slot slot = slots.get(next);
            bound.computeIfAbsent(slot.name(), name -> new ArrayList<>()).add(given.get(i));
            next += slot.variadic() ? 0 : 1;
        }
    }

    private Rejection tooMany(Given first, boolean flows) {
        int most = slots.size() - (flows ? 1 : 0);
        if (first.inflow().isPresent() || most < 0) {
            return new Rejection(Problem.error("no-input", at, "`" + callee + "` takes nothing from a pipeline"));
        }
        String count = most == 0 ? "no arguments" : most == 1 ? "at most 1 argument" : "at most " + most + " arguments";
        return new Rejection(Problem.error("too-many-arguments", first.at(), "`" + callee + "` takes " + count)
                .suggest(takes()));
    }

    private void bindNamed(Argument.Named named) {
        String name = named.name().text();
        if (slots.stream().noneMatch(slot -> slot.name().equals(name))) {
            throw new Rejection(Problem.error(
                            "unknown-argument", named.name().at(), "`" + callee + "` has no argument `" + name + "`")
                    .suggest(Suggestions.didYouMean(
                                    name, slots.stream().map(Slot::name).toList())
                            .or(this::takes)));
        }
        List<Given> earlier = bound.put(name, List.of(Given.written(named.value())));
        if (earlier != null) {
            throw new Rejection(
                    Problem.error("argument-twice", named.name().at(), "`" + callee + "` is given `" + name + "` twice")
                            .note(earlier.get(0).at(), "it is given here first"));
        }
    }

    private void requireAll(boolean flows) {
        for (Slot slot : slots) {
            if (slot.required() && !bound.containsKey(slot.name())) {
                throw new Rejection(
                        Problem.error("missing-argument", at, "`" + callee + "` needs `" + slot.name() + "`")
                                .suggest(takes()));
            }
        }
    }

    private Optional<String> takes() {
        return slots.isEmpty()
                ? Optional.empty()
                : Optional.of("`" + callee + "` takes "
                        + slots.stream().map(slot -> "`" + slot.name() + "`").collect(Collectors.joining(", ")));
    }
}
