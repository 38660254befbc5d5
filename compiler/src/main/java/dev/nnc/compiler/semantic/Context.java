package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an expression is elaborated.
 *
 * @param tracing the graph that is being built
 * @param scope the names in sight
 * @param site the place in the expanded model
 * @param expanding names of the blocks and functions that are being expanded, outermost first
 * @param pure whether this is inside of a function, which holds no layers
 */
record Context(Tracing tracing, Scope scope, Site site, List<String> expanding, boolean pure) {
    Context {
        expanding = List.copyOf(expanding);
    }

    Context in(Scope other) {
        return new Context(tracing, other, site, expanding, pure);
    }

    Context at(Site other) {
        return new Context(tracing, scope, other, expanding, pure);
    }

    /** One name further down. */
    Context enter(String name, Span at) {
        return at(site.enter(name, at));
    }

    /** Inside of a block or function of this name. */
    Context expand(String name, boolean isPure) {
        List<String> more = new ArrayList<>(expanding);
        more.add(name);
        return new Context(tracing, scope, site, more, isPure);
    }
}
