package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;
import java.util.List;

/** Which classes there are: what stands in the brackets of {@code class(...)}. */
public sealed interface Classes extends Node {
    /** A constant number of classes without names; a lone name, {@code class(vocabulary)}, is a count. */
    record Count(Expression count, Span at) implements Classes {}

    /** The names of two or more classes, in the order of their numbers. */
    record Names(List<Identifier> names, Span at) implements Classes {
        public Names {
            names = List.copyOf(names);
        }
    }
}
