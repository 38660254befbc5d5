package dev.nnc.compiler.semantic.builtin;

import java.util.List;

/**
 * Something of the library that is called by name.
 *
 * @param name how it is called
 * @param formals what it takes, in order of position; where it can stand in a pipeline, the first is what flows in
 * @param body what it means
 * @param <R> {@link Value} for layers, functions and losses; {@link MetricValue}, {@link Initialiser}, {@link Optimizer} or
 *     {@link Rate} for the others
 */
public record Builtin<R>(String name, List<Formal> formals, Body<R> body) {
    /** What a built-in means. */
    @FunctionalInterface
    public interface Body<R> {
        /**
         * Builds the result of one call whose arguments have been checked against the formals.
         *
         * @throws dev.nnc.compiler.ir.ShapeMismatch when the shapes do not fit; reported at the call with the shapes of its values
         * @throws Rejection for any other mistake of the caller
         */
        R apply(Call call);
    }

    public Builtin {
        formals = List.copyOf(formals);
    }

    /** A built-in of these formals. */
    public static <R> Builtin<R> of(String name, Body<R> body, Formal... formals) {
        return new Builtin<>(name, List.of(formals), body);
    }
}
