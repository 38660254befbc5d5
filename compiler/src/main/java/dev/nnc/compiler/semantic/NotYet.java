package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import java.util.Set;

/** Names that belong to the language and that this version does not compile yet. */
final class NotYet {
    /** Settings of a train block. */
    static final Set<String> SETTINGS = Set.of("augment");

    private NotYet() {}

    /** The problem of using one. */
    static Problem problem(String name, Span at) {
        return Problem.error(
                "not-yet", at, "`" + name + "` is part of the language, but this version does not compile it yet");
    }
}
