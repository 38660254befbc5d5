package dev.nnc.compiler.semantic.library.activation;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.ArrayList;
import java.util.List;

/** How an elementwise activation becomes a built-in. */
final class Activation {
    /** The formula of an activation without parameters. */
    @FunctionalInterface
    interface Formula {
        /** Adds it for the node {@code x}. */
        int apply(Arithmetic math, int x);
    }

    /** The formula of an activation with parameters, which it reads from the call. */
    @FunctionalInterface
    interface Parametric {
        /** Adds it for the node {@code x}. */
        int apply(Arithmetic math, int x, Call call);
    }

    private Activation() {}

    /** An activation without parameters. */
    static Builtin<Value> plain(String name, Formula formula) {
        return with(name, (math, x, call) -> formula.apply(math, x));
    }

    /** An activation with parameters. */
    static Builtin<Value> with(String name, Parametric formula, Formal... parameters) {
        List<Formal> formals = new ArrayList<>();
        formals.add(Formal.floats("x"));
        formals.addAll(List.of(parameters));
        return new Builtin<>(
                name, formals, call -> call.result(formula.apply(new Arithmetic(call.graph()), call.node("x"), call)));
    }

    /** {@code x > bound}: false for NaN. */
    static int above(Arithmetic math, int x, double bound) {
        return math.gt(x, math.like(x, bound));
    }

    /** {@code x <= bound}: false for NaN. */
    static int upTo(Arithmetic math, int x, double bound) {
        return math.le(x, math.like(x, bound));
    }
}
