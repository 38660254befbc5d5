package dev.nnc.compiler.semantic.library.optimizer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import java.util.List;

/** Bounds the gradients of a phase. */
public final class Clipping {
    private Clipping() {}

    /**
     * Each gradient from {@code -bound} to {@code bound}, as PyTorch's {@code clip_grad_value_}.
     *
     * @param gradients of each section, {@code f32[n]}
     * @param bound of rank 0, above 0
     */
    public static List<Integer> byValue(GraphBuilder graph, List<Integer> gradients, int bound) {
        Arithmetic math = new Arithmetic(graph);
        return gradients.stream()
                .map(some -> between(math, some, math.neg(bound), bound))
                .toList();
    }

    /** {@code min(max(x, low), high)} with borders of rank 0; NaN stays NaN. */
    static int between(Arithmetic math, int x, int low, int high) {
        int capped = math.select(math.gt(x, high), high, x);
        return math.select(math.lt(x, low), low, capped);
    }

    /**
     * All gradients times {@code min(1, bound / (norm + 1e-6))}, the norm being that of all of them together, as PyTorch's
     * {@code clip_grad_norm_}.
     *
     * @param gradients of each section, {@code f32[n]}
     * @param bound of rank 0, above 0
     */
    public static List<Integer> byNorm(GraphBuilder graph, List<Integer> gradients, int bound) {
        Arithmetic math = new Arithmetic(graph);
        int squares = gradients.stream()
                .map(some -> math.sum(math.square(some), List.of(0), false))
                .reduce(math::add)
                .orElseThrow();
        int factor = math.min(math.scalar(1), math.div(bound, math.shift(math.sqrt(squares), 1e-6)));
        return gradients.stream().map(some -> math.mul(some, factor)).toList();
    }
}
