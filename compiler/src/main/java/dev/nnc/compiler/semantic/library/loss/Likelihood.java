package dev.nnc.compiler.semantic.library.loss;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Classes;

/** The losses of probabilities of classes, or of their logarithms. */
final class Likelihood {
    /**
     * {@code -sum(q * x)} of logarithms x, where q is 1 for the class of the target and 0 for the others, or the target itself
     * when it holds probabilities; {@code nll_loss}, with its {@code weights} as in {@code cross_entropy}.
     */
    static final Builtin<Value> NEGATIVE_LOG_LIKELIHOOD = Builtin.of(
            "negative_log_likelihood",
            call -> of(call, "log_probabilities"),
            Formal.floats("log_probabilities").logits("cross_entropy_probabilities"),
            Formal.tensor("target"),
            Formal.of(Formal.Kind.NUMBERS, "weights").optional(),
            Formal.axis("axis").orElse(-1),
            Reduction.FORMAL);

    /** The cross entropy of probabilities: {@code -sum(q * log(x))}, no logarithm being less than -100. */
    static final Builtin<Value> CROSS_ENTROPY_PROBABILITIES = Builtin.of(
            "cross_entropy_probabilities",
            call -> of(call, "probabilities"),
            Formal.floats("probabilities"),
            Formal.tensor("target"),
            Formal.of(Formal.Kind.NUMBERS, "weights").optional(),
            Formal.axis("axis").orElse(-1),
            Reduction.FORMAL);

    private Likelihood() {}

    private static Value of(Call call, String scores) {
        Arithmetic math = new Arithmetic(call.graph());
        ClassTarget target = ClassTarget.of(call, scores);
        boolean probabilities = scores.equals("probabilities");
        if (!target.isIds()) {
            int logarithms = probabilities ? Binary.logarithm(math, call.node(scores)) : call.node(scores);
            return target.reduce(target.smoothed(logarithms, 0));
        }
        int picked = Classes.pick(call.graph(), call.node(scores), call.node("target"), target.axis());
        int logarithm = probabilities ? Binary.logarithm(math, picked) : picked;
        return target.reduce(target.weighted(math.neg(logarithm)));
    }
}
