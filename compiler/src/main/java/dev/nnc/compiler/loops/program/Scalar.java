package dev.nnc.compiler.loops.program;

import dev.nnc.compiler.plan.Space;
import java.util.List;

/** A number of rank 0, computed in double precision by the program that calls the kernels. */
public sealed interface Scalar {
    /** A constant. */
    record Number(double value) implements Scalar {}

    /** A setting of the phase, such as {@code rate}; {@code step} is the step's number from 1. */
    record Setting(String name) implements Scalar {}

    /** The number of examples in this batch. */
    record Count() implements Scalar {}

    /** A float that a kernel left in an array: in the arena, or where a gradient of one element has its place. */
    record Stored(Space space, int offset) implements Scalar {}

    /** The value of an earlier {@link Step.Compute}. */
    record Named(String name) implements Scalar {}

    /**
     * An elementwise operator of the graph on numbers.
     *
     * @param operator its mnemonic, such as {@code add}, {@code sqrt}, {@code pow}, {@code minimum}, {@code select}
     */
    record Apply(String operator, List<Scalar> operands) implements Scalar {
        public Apply {
            operands = List.copyOf(operands);
        }
    }
}
