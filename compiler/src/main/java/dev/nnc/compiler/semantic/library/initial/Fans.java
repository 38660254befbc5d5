package dev.nnc.compiler.semantic.library.initial;

import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.TensorType;

/**
 * How many numbers an element of a weight takes in and hands on, as PyTorch counts them: axis 1 times what comes behind it,
 * and axis 0 times that.
 *
 * @param in numbers that go into one result
 * @param out results that one number goes into
 */
record Fans(double in, double out) {
    /**
     * The fans of a weight.
     *
     * @throws ShapeMismatch when it has fewer than two axes
     */
    static Fans of(TensorType weight) {
        ShapeMismatch.require(
                weight.rank() >= 2, "only a weight of two or more axes has a fan-in and a fan-out, not %s", weight);
        double field = (double) weight.elements(1)
                / weight.axis(0).extent(1)
                / weight.axis(1).extent(1);
        return new Fans(weight.axis(1).extent(1) * field, weight.axis(0).extent(1) * field);
    }

    /** The fan that a word names: {@code fan_in} or {@code fan_out}. */
    double named(String word) {
        return word.equals("fan_out") ? out : in;
    }
}
