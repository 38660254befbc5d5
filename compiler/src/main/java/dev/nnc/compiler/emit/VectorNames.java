package dev.nnc.compiler.emit;

/**
 * What the class of vector kernels calls the vectors of one length.
 *
 * @param species of {@code float}
 * @param ints of {@code int}
 * @param lanes how many lanes they have
 * @param type their class, of {@code float}
 * @param intType their class, of {@code int}
 */
record VectorNames(String species, String ints, String lanes, String type, String intType) {
    /** Those that the machine prefers. */
    static final VectorNames PREFERRED = new VectorNames("S", "I", "L", "V", "W");

    /** Those of kernels that have no more than 8 lanes to fill. */
    static final VectorNames NARROW = new VectorNames("S8", "I8", "L8", "V8", "W8");
}
