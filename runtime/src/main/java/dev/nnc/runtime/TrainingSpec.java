package dev.nnc.runtime;

import java.util.List;

/**
 * What the {@code train} block says beyond the optimizer; all of it can be changed at run time.
 *
 * @param data the data file, relative to the model file; "" when it says none
 * @param batch examples in a step, at most {@link Signature#maxBatch}
 * @param epochs passes over the training split
 * @param validate the share of the examples that is held out, from 0 to below 1
 * @param seed of the initial weights, the split, the order of examples and the draws
 * @param patience epochs without improvement before training stops; 0 for never
 * @param monitor what must improve: {@code "loss"} or a metric's label, over the validation split
 * @param better what counts as an improvement
 * @param augmentations random changes of pictures in training, in order
 */
public record TrainingSpec(
        String data,
        int batch,
        int epochs,
        double validate,
        long seed,
        int patience,
        String monitor,
        Better better,
        List<Augmentation> augmentations) {

    /** Copies the list, so that a specification never changes. */
    public TrainingSpec {
        augmentations = List.copyOf(augmentations);
    }

    /** What counts as an improvement of what is watched. */
    public enum Better {
        /** A lower loss, and of a metric what its kind says: more accuracy, less error. */
        USUAL,
        /** A lower value. */
        LOWER,
        /** A higher value. */
        HIGHER
    }

    /** A block that says only the batch, the epochs and the seed. */
    public static TrainingSpec of(int batch, int epochs, long seed) {
        return new TrainingSpec("", batch, epochs, 0, seed, 0, "loss", Better.USUAL, List.of());
    }

    /** This block with a data file. */
    public TrainingSpec withData(String data) {
        return new TrainingSpec(data, batch, epochs, validate, seed, patience, monitor, better, augmentations);
    }

    /** This block with a share of held-out examples. */
    public TrainingSpec withValidate(double validate) {
        return new TrainingSpec(data, batch, epochs, validate, seed, patience, monitor, better, augmentations);
    }

    /** This block with early stopping on {@code "loss"} or a metric's label. */
    public TrainingSpec withEarlyStopping(int patience, String monitor, Better better) {
        return new TrainingSpec(data, batch, epochs, validate, seed, patience, monitor, better, augmentations);
    }

    /** This block with random changes of pictures. */
    public TrainingSpec withAugmentations(Augmentation... augmentations) {
        return new TrainingSpec(data, batch, epochs, validate, seed, patience, monitor, better, List.of(augmentations));
    }
}
