package dev.nnc.compiler.ir.model;

import java.util.List;
import java.util.Optional;

/**
 * How a model is trained unless the caller says otherwise.
 *
 * @param data the data file, beside the {@code .nn} file
 * @param batch the largest training batch, which is fixed when the model is compiled
 * @param validate the part of the data that is held out, 0 up to but not 1
 * @param augmentations random changes of pictures in training, in order
 */
public record Training(
        Optional<String> data,
        int batch,
        int epochs,
        double validate,
        Stopping stopping,
        long seed,
        List<Augmentation> augmentations) {
    /** What holds for a model without a {@code train} block. */
    public static final Training DEFAULT = new Training(Optional.empty(), 32, 10, 0, Stopping.NEVER, 0, List.of());

    public Training {
        augmentations = List.copyOf(augmentations);
    }

    public Training withData(String data) {
        return new Training(Optional.of(data), batch, epochs, validate, stopping, seed, augmentations);
    }

    public Training withBatch(int batch) {
        return new Training(data, batch, epochs, validate, stopping, seed, augmentations);
    }

    public Training withEpochs(int epochs) {
        return new Training(data, batch, epochs, validate, stopping, seed, augmentations);
    }

    public Training withValidate(double validate) {
        return new Training(data, batch, epochs, validate, stopping, seed, augmentations);
    }

    public Training withStopping(Stopping stopping) {
        return new Training(data, batch, epochs, validate, stopping, seed, augmentations);
    }

    public Training withSeed(long seed) {
        return new Training(data, batch, epochs, validate, stopping, seed, augmentations);
    }

    public Training withAugmentations(List<Augmentation> augmentations) {
        return new Training(data, batch, epochs, validate, stopping, seed, augmentations);
    }
}
