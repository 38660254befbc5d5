package dev.nnc.compiler.semantic.library.loss;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Ranges;
import dev.nnc.compiler.semantic.library.activation.Rectifiers;
import dev.nnc.compiler.semantic.library.activation.Softplus;

/** The losses of a yes or no: the target is 0, 1 or a probability. */
final class Binary {
    /** No logarithm is less, as in PyTorch. */
    private static final double LEAST_LOGARITHM = -100;

    /**
     * {@code -(w * t * log(sigmoid(x)) + (1 - t) * log(1 - sigmoid(x)))} of logits x, w being the {@code positive_weight};
     * {@code binary_cross_entropy_with_logits}.
     */
    static final Builtin<Value> BINARY_CROSS_ENTROPY = Elementwise.loss(
            "binary_cross_entropy",
            Formal.floats("logits").logits("binary_cross_entropy_probabilities"),
            (math, x, t, call) -> ofLogits(math, x, t, Ranges.above(call, "positive_weight", 0)),
            Formal.number("positive_weight").orElse(1.0));

    /** {@code -(t * log(p) + (1 - t) * log(1 - p))}, no logarithm being less than -100; {@code binary_cross_entropy}. */
    static final Builtin<Value> BINARY_CROSS_ENTROPY_PROBABILITIES = Elementwise.loss(
            "binary_cross_entropy_probabilities", Formal.floats("probabilities"), (math, p, t, call) -> {
                int yes = math.mul(t, logarithm(math, p));
                int no = math.mul(complement(math, t), logarithmOfComplement(math, p));
                return math.neg(math.add(yes, no));
            });

    /**
     * {@code (1 - q)^gamma * c}, where c is the binary cross entropy and q the probability given to what the target says;
     * times {@code a} where the target is 1 and {@code 1 - a} where it is 0, when the {@code positive_share} a is given;
     * {@code torchvision.ops.sigmoid_focal_loss} (Lin and others, 2017).
     */
    static final Builtin<Value> BINARY_FOCAL = Elementwise.loss(
            "binary_focal",
            Formal.floats("logits").logits(""),
            Binary::focal,
            Formal.number("gamma").orElse(2.0),
            Formal.number("positive_share").optional());

    private Binary() {}

    /**
     * The cross entropy as {@code max(x, 0) - x * t + log(1 + e^-|x|)}: nothing overflows, nothing that is small is the
     * difference of what is large.
     */
    static int ofLogits(Arithmetic math, int x, int t, double positiveWeight) {
        int upper = Rectifiers.relu(math, x);
        int excess = Softplus.excess(math, x);
        if (positiveWeight == 1) {
            return math.add(math.sub(upper, math.mul(x, t)), excess);
        }
        int yes = math.scale(t, positiveWeight);
        int no = complement(math, t);
        int lines = math.add(math.mul(upper, no), math.mul(math.sub(upper, x), yes));
        return math.add(lines, math.mul(excess, math.add(yes, no)));
    }

    private static int focal(Arithmetic math, int x, int t, Call call) {
        int entropy = ofLogits(math, x, t, 1);
        int p = math.sigmoid(x);
        int wrong = math.add(math.mul(p, complement(math, t)), math.mul(complement(math, p), t));
        int loss = math.mul(Focal.factor(math, wrong, Ranges.atLeast(call, "gamma", 0)), entropy);
        if (!call.has("positive_share")) {
            return loss;
        }
        double share = Ranges.within(call, "positive_share", 0, 1);
        return math.mul(loss, math.shift(math.scale(t, 2 * share - 1), 1 - share));
    }

    /** {@code max(log(p), -100)}, without a slope where it is -100. */
    static int logarithm(Arithmetic math, int p) {
        int known = math.gt(p, math.like(p, Math.exp(LEAST_LOGARITHM)));
        int safe = math.select(known, p, math.like(p, 1));
        return math.select(known, math.log(safe), math.like(p, LEAST_LOGARITHM));
    }

    /** {@code max(log(1 - p), -100)}, without a slope where it is -100. */
    private static int logarithmOfComplement(Arithmetic math, int p) {
        int known = math.lt(p, math.like(p, 1));
        int safe = math.select(known, p, math.like(p, 0));
        return math.select(known, math.log1p(math.neg(safe)), math.like(p, LEAST_LOGARITHM));
    }

    private static int complement(Arithmetic math, int x) {
        return math.sub(math.like(x, 1), x);
    }
}
