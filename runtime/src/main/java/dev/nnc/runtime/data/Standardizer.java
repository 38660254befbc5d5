package dev.nnc.runtime.data;

import dev.nnc.runtime.Network;

/** Fits {@code standardize} layers: means and population deviations of the training split, in double. */
public final class Standardizer {

    private Standardizer() {}

    /** Fits every {@code standardize} layer of a network to all examples of a source. A constant column gets deviation 1. */
    public static void fit(Network network, DataSource training) {
        throw new UnsupportedOperationException();
    }
}
