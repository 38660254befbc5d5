package dev.nnc.runtime;

/** What one element of an input or a target is. */
public enum Element {
    /** A number, in a {@code float[]}. */
    FLOAT,
    /** The index of a class, from 0, in an {@code int[]}. */
    CLASS,
    /** The number of places that an example fills along an axis, from 1, in an {@code int[]}; the rest is padding. */
    LENGTH
}
