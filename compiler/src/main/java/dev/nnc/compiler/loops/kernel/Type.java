package dev.nnc.compiler.loops.kernel;

/**
 * The type of an expression in a kernel. The lane types are vectors of as many lanes as the machine prefers in the vector
 * flavour, and single numbers in the scalar flavour.
 */
public enum Type {
    /** {@code int}. */
    INT,
    /** {@code float}. */
    FLOAT,
    /** {@code boolean}. */
    BOOLEAN,
    /** Lanes of {@code float}: {@code FloatVector}, or {@code float}. */
    LANES,
    /** Lanes of {@code int}: {@code IntVector}, or {@code int}. */
    INT_LANES,
    /** Lanes of {@code boolean}: {@code VectorMask<Float>}, or {@code boolean}. */
    MASK;

    /** Whether it is one value for each lane. */
    public boolean isLanes() {
        return this == LANES || this == INT_LANES || this == MASK;
    }
}
