package dev.nnc.compiler.ir.model;

import java.util.Optional;

/**
 * How a model is trained unless the caller says otherwise.
 *
 * @param data the data file, beside the {@code .nn} file
 * @param batch the largest training batch, which is fixed when the model is compiled
 * @param validate the part of the data that is held out, 0 up to but not 1
 */
public record Training(Optional<String> data, int batch, int epochs, double validate, Stopping stopping, long seed) {
    /** What holds for a model without a {@code train} block. */
    public static final Training DEFAULT = new Training(Optional.empty(), 32, 10, 0, Stopping.NEVER, 0);

    public Training withData(String data) {
        return new Training(Optional.of(data), batch, epochs, validate, stopping, seed);
    }

    public Training withBatch(int batch) {
        return new Training(data, batch, epochs, validate, stopping, seed);
    }

    public Training withEpochs(int epochs) {
        return new Training(data, batch, epochs, validate, stopping, seed);
    }

    public Training withValidate(double validate) {
        return new Training(data, batch, epochs, validate, stopping, seed);
    }

    public Training withStopping(Stopping stopping) {
        return new Training(data, batch, epochs, validate, stopping, seed);
    }

    public Training withSeed(long seed) {
        return new Training(data, batch, epochs, validate, stopping, seed);
    }
}
