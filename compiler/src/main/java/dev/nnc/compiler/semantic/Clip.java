package dev.nnc.compiler.semantic;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.library.Ranges;
import dev.nnc.compiler.semantic.library.optimizer.Clipping;
import java.util.List;

/**
 * How gradients are bounded: {@code clip value(c)} or {@code clip norm(c)}, over all weights of a phase.
 *
 * @param rule adds the clipping to a graph
 * @param bound c
 */
record Clip(Rule rule, double bound) {
    /** Adds the clipping of the gradients of all sections, each {@code f32[n]}, at a bound of rank 0. */
    @FunctionalInterface
    interface Rule {
        List<Integer> clip(GraphBuilder graph, List<Integer> gradients, int bound);
    }

    /** The kinds of clipping. */
    static List<Builtin<Clip>> all() {
        return List.of(
                Builtin.of("value", call -> of(Clipping::byValue, call), Formal.number("bound")),
                Builtin.of("norm", call -> of(Clipping::byNorm, call), Formal.number("bound")));
    }

    private static Clip of(Rule rule, Call call) {
        return new Clip(rule, Ranges.above(call, "bound", 0));
    }
}
