package dev.nnc.compiler.semantic.library.function;

import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.ArrayList;
import java.util.List;

/** All functions that are no activations. */
public final class Functions {
    private Functions() {}

    /** In the order of the language reference. */
    public static List<Builtin<Value>> all() {
        List<Builtin<Value>> functions = new ArrayList<>(Elementary.all());
        functions.addAll(List.of(Pairs.POW, Pairs.CLAMP, Pairs.WHERE, Pairs.MIN, Pairs.MAX));
        functions.addAll(List.of(
                Reductions.SUM,
                Reductions.MEAN,
                Reductions.VAR,
                Reductions.STD,
                Reductions.LOGSUMEXP,
                Places.ARGMAX,
                Geometry.NORM,
                Geometry.NORMALIZE,
                Geometry.COSINE_SIMILARITY,
                MatrixProduct.MATMUL));
        functions.addAll(List.of(
                Movement.RESHAPE,
                Movement.FLATTEN,
                Movement.TRANSPOSE,
                Movement.CONCAT,
                Last.LAST,
                Movement.SLICE,
                Movement.SPLIT,
                Creation.ZEROS,
                Creation.ONES,
                Creation.ARANGE,
                Creation.ONE_HOT));
        return functions;
    }
}
