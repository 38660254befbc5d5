package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Op;

/** Something simpler for some operators on some inputs. */
@FunctionalInterface
interface Rule {
    /** The answer where a rule has nothing to say. */
    int NONE = -1;

    /**
     * Looks at an operator that is about to be added.
     *
     * @param graph where simpler nodes are added, and inputs are looked at
     * @return the id of an equal value, or {@link #NONE}
     */
    int rewrite(Rewriter graph, Op op, int... inputs);
}
