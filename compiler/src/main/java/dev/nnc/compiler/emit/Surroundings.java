package dev.nnc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import dev.nnc.compiler.loops.program.Scalar;
import dev.nnc.compiler.plan.Space;

/** What the class around a program calls the things that the program names. */
interface Surroundings {
    /** The array of a space. */
    CodeBlock array(Space space);

    /** Where a place is in that array. */
    CodeBlock offset(Space space, int offset);

    /** A setting of the phase that the program belongs to. */
    Printed setting(String name);

    /** The number of examples that losses are about. */
    default String examples() {
        return "count";
    }

    /** The statement that keeps a loss. */
    CodeBlock loss(String name, Scalar value, NumberPrinter numbers);
}
