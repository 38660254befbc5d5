package dev.nnc.compiler.loops.math;

import dev.nnc.compiler.loops.kernel.Expr;

/** Gives a value a name in the kernel that is being written, so that it is computed once. */
@FunctionalInterface
public interface Lets {
    /** Declares a local with a name like {@code name} and gives back how to read it. */
    Expr let(String name, Expr value);
}
