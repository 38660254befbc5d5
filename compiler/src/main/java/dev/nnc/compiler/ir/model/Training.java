package dev.nnc.compiler.ir.model;

import java.util.Optional;

/**
 * How a model is trained unless the caller says otherwise.
 *
 * @param data the data file, beside the {@code .nn} file
 * @param batch the largest training batch, which is fixed when the model is compiled
 * @param validate the part of the data that is held out, 0 up to but not 1
 * @param patience epochs without progress before training stops; 0: it never stops early
 */
public record Training(Optional<String> data, int batch, int epochs, double validate, int patience, long seed) {
    /** What holds for a model without a {@code train} block. */
    public static final Training DEFAULT = new Training(Optional.empty(), 32, 10, 0, 0, 0);
}
