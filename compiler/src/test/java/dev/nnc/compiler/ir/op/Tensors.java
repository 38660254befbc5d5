package dev.nnc.compiler.ir.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.ir.Tensor;

/** Measures between tensors. */
public final class Tensors {
    private Tensors() {}

    /** The largest size of an element. */
    public static double largest(Tensor tensor) {
        double largest = 0;
        for (double value : tensor.data()) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** The largest difference between two elements, of tensors of one shape; NaN where one alone is not a number. */
    public static double difference(Tensor a, Tensor b) {
        assertThat(a.shape()).containsExactly(b.shape());
        double largest = 0;
        for (int i = 0; i < a.data().length; i++) {
            boolean same = Double.compare(a.data()[i], b.data()[i]) == 0 || a.data()[i] == b.data()[i];
            largest = same ? largest : Math.max(largest, Math.abs(a.data()[i] - b.data()[i]));
        }
        return largest;
    }

    /** Asserts that a tensor agrees with what is expected, in the project's measure. */
    public static void assertAgrees(Tensor actual, Tensor expected) {
        assertThat(difference(actual, expected)).isLessThanOrEqualTo(1e-4 * Math.max(largest(expected), 1e-6));
    }
}
