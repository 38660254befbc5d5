package dev.nnc.compiler.ir;

import java.util.Map;

/**
 * What one evaluation of the reference meaning is given.
 *
 * @param batch examples in the batch
 * @param leaves values of inputs, weights, states and settings by leaf name
 * @param draws the source of random numbers
 */
public record Run(int batch, Map<String, Tensor> leaves, Draws draws) {
    /** Random numbers by their place in the model, so that a test can hand the same ones to the compiled network. */
    @FunctionalInterface
    public interface Draws {
        /**
         * One draw.
         *
         * @param place the draw's number in the model
         * @param element the element's index in row-major order
         * @return for a normal draw a standard normal number, otherwise a number in [0, 1)
         */
        double draw(boolean normal, int place, int element);
    }

    /** The value of a leaf. */
    public Tensor leaf(String name) {
        Tensor value = leaves.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no value for the leaf '" + name + "'; given: " + leaves.keySet());
        }
        return value;
    }
}
