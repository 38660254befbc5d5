package dev.nnc.compiler.loops.kernel;

import java.util.List;

/**
 * One loop nest: a static method of the generated code.
 *
 * @param name what it computes, such as {@code hidden} or {@code hiddenTile}
 * @param documentation lines of its javadoc: equation, {@code .nn} line, shapes, flops and bytes
 */
public record Kernel(String name, List<String> documentation, List<Parameter> parameters, List<Stmt> body) {
    public Kernel {
        documentation = List.copyOf(documentation);
        parameters = List.copyOf(parameters);
        body = List.copyOf(body);
    }

    /** A parameter of a kernel. */
    public record Parameter(Kind kind, String name) {}

    /** The type of a parameter. */
    public enum Kind {
        /** {@code float[]}. */
        FLOATS,
        /** {@code int[]}. */
        IDS,
        /** {@code int}. */
        INT,
        /** {@code float}. */
        FLOAT
    }
}
