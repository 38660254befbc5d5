package dev.nnc.compiler.ir.model;

import java.util.List;

/**
 * How a weight starts, with every constant worked out.
 *
 * @param arguments {@code CONSTANT}: value; {@code UNIFORM}: low, high; {@code NORMAL}: mean, deviation;
 *     {@code TRUNCATED_NORMAL}: mean, deviation, low, high; {@code ORTHOGONAL} and {@code IDENTITY}: gain
 */
public record Initial(Kind kind, List<Double> arguments) {
    /** The distribution. */
    public enum Kind {
        CONSTANT,
        UNIFORM,
        NORMAL,
        TRUNCATED_NORMAL,
        ORTHOGONAL,
        IDENTITY
    }

    public Initial {
        arguments = List.copyOf(arguments);
    }

    public static Initial of(Kind kind, Double... arguments) {
        return new Initial(kind, List.of(arguments));
    }
}
