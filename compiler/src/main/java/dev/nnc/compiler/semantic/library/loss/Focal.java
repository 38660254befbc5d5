package dev.nnc.compiler.semantic.library.loss;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Classes;
import dev.nnc.compiler.semantic.library.Ranges;

/**
 * {@code (1 - p)^gamma * c}, where c is the cross entropy and p the probability of the right class: examples that are easy
 * count less (Lin and others, 2017).
 */
final class Focal {
    static final Builtin<Value> FOCAL = Builtin.of(
            "focal",
            Focal::of,
            Formal.floats("logits").logits(""),
            Formal.ids("target"),
            Formal.number("gamma").orElse(2.0),
            Formal.axis("axis").orElse(-1),
            Reduction.FORMAL);

    private Focal() {}

    private static Value of(Call call) {
        Arithmetic math = new Arithmetic(call.graph());
        int axis = Classes.axis(call, "logits");
        int entropy = CrossEntropy.ofIds(call.graph(), call.node("logits"), call.node("target"), axis);
        int wrong = math.neg(math.expm1(math.neg(entropy)));
        int factor = factor(math, wrong, Ranges.atLeast(call, "gamma", 0));
        return call.result(Reduction.of(call, math.mul(factor, entropy)));
    }

    /** {@code x^gamma} for x from 0 to 1. */
    static int factor(Arithmetic math, int x, double gamma) {
        if (gamma == 0) {
            return math.like(x, 1);
        }
        return gamma == 1 ? x : gamma == 2 ? math.square(x) : math.pow(x, math.like(x, gamma));
    }
}
