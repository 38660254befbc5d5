package dev.nnc.compiler.emit;

/**
 * What the class of vector kernels calls the vectors of one length.
 *
 * @param species of {@code float}
 * @param ints of {@code int}
 * @param lanes how many lanes they have
 */
record VectorNames(String species, String ints, String lanes) {
    /** Those that the machine prefers. */
    static final VectorNames PREFERRED = new VectorNames("S", "I", "L");

    /** Those of kernels that have no more than 8 lanes to fill. */
    static final VectorNames NARROW = new VectorNames("S8", "I8", "L8");
}
