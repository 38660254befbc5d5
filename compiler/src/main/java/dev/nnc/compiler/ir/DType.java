package dev.nnc.compiler.ir;

import java.util.Locale;

/**
 * The element type of a tensor.
 *
 * <p>Values of rank 0 are computed in double precision, once a step; all others are 32-bit.
 */
public enum DType {
    /** 32-bit IEEE 754. */
    F32,
    /** Class and token ids, 0 up to a count known at compile time. */
    I32,
    /** The result of a comparison. */
    BOOL;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name in the graph's text form, such as {@code f32}. */
    public String text() {
        return text;
    }
}
