package dev.nnc.compiler.semantic.library.function;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.List;
import java.util.function.ToIntBiFunction;

/** The elementary functions of one number, element by element. */
final class Elementary {
    private Elementary() {}

    /** In the order of the language reference. */
    static List<Builtin<Value>> all() {
        return List.of(
                of("exp", Arithmetic::exp),
                of("expm1", Arithmetic::expm1),
                of("log", Arithmetic::log),
                of("log1p", Arithmetic::log1p),
                of("log2", (math, x) -> math.scale(math.log(x), 1 / Math.log(2))),
                of("log10", (math, x) -> math.scale(math.log(x), 1 / Math.log(10))),
                of("sqrt", Arithmetic::sqrt),
                of("rsqrt", Arithmetic::rsqrt),
                of("square", Arithmetic::square),
                of("abs", Arithmetic::abs),
                of("sign", Arithmetic::sign),
                of("floor", Arithmetic::floor),
                of("ceil", (math, x) -> math.neg(math.floor(math.neg(x)))),
                of("round", Elementary::round),
                of("sin", Arithmetic::sin),
                of("cos", Arithmetic::cos),
                of("tan", (math, x) -> math.div(math.sin(x), math.cos(x))),
                of("erf", Arithmetic::erf),
                of("stop_gradient", Arithmetic::stopGradient));
    }

    private static Builtin<Value> of(String name, ToIntBiFunction<Arithmetic, Integer> formula) {
        return Builtin.of(
                name,
                call -> call.result(formula.applyAsInt(new Arithmetic(call.graph()), call.node("x"))),
                Formal.floats("x"));
    }

    /** To the nearest whole number, of two equally near ones to the even one, as in PyTorch. */
    private static int round(Arithmetic math, int x) {
        int lower = math.floor(x);
        int part = math.sub(x, lower);
        int half = math.like(x, 0.5);
        int odd = math.ne(math.scale(math.floor(math.scale(lower, 0.5)), 2), lower);
        int up = math.or(math.gt(part, half), math.and(math.eq(part, half), odd));
        return math.select(up, math.shift(lower, 1), lower);
    }
}
