package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.syntax.ast.Argument;
import dev.nnc.compiler.syntax.ast.Name;
import java.util.List;
import java.util.Optional;

/** Finds {@code state = NAME} among the arguments of a declared layer. */
final class StateArguments {
    private static final String STATE = "state";

    /**
     * Takes the state out of the arguments, where there is one.
     *
     * @throws Rejection when it is no state, or that of another layer
     */
    Optional<CarriedState> take(SharedLayer layer, List<Argument> arguments, Context context) {
        for (Argument argument : arguments) {
            if (argument instanceof Argument.Named named && named.name().text().equals(STATE)) {
                arguments.remove(argument);
                CarriedState state = state(named, context);
                if (!state.layer().name().equals(layer.name())) {
                    throw new Rejection(Problem.error(
                            "wrong-state",
                            named.value().at(),
                            "this is the state of `" + state.layer().name() + "`, not of `" + layer.name() + "`"));
                }
                state.use();
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    private static CarriedState state(Argument.Named argument, Context context) {
        Optional<Scope.Binding> bound =
                argument.value() instanceof Name name ? context.scope().value(name.text()) : Optional.empty();
        if (bound.isPresent() && bound.get().meaning() instanceof Meaning.State state) {
            return state.state();
        }
        throw new Rejection(Problem.error(
                        "unknown-state",
                        argument.value().at(),
                        "`" + argument.value().at().text() + "` is no state of this entry")
                .suggest("declare it in the entry: `state NAME: LAYER`"));
    }
}
