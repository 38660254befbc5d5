package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;
import java.util.List;

/**
 * {@code cross_entropy(logits, label)} or {@code dense(10, bias = false)}: a function, or a layer with its settings.
 *
 * @param callee what is called
 * @param arguments those by position first, then those by name
 */
public record Call(Identifier callee, List<Argument> arguments, Span at) implements Expression {
    public Call {
        arguments = List.copyOf(arguments);
    }

    /** The arguments without a name, in order. */
    public List<Argument.Positional> positional() {
        return ofKind(Argument.Positional.class);
    }

    /** The arguments with a name, in the order written; a name may wrongly stand twice. */
    public List<Argument.Named> named() {
        return ofKind(Argument.Named.class);
    }

    private <A extends Argument> List<A> ofKind(Class<A> kind) {
        return arguments.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
