package dev.nnc.compiler.ir.model;

/**
 * A random change of the pictures that a model is trained on.
 *
 * @param input the input that holds them, {@code float[channels, height, width]} or {@code float[height, width]}
 * @param amount the most pixels of a shift, the least side of a crop; 0 for flips
 */
public record Augmentation(Kind kind, String input, double amount) {
    /** What changes. */
    public enum Kind {
        /** Left becomes right in every second picture. */
        FLIP_HORIZONTAL,
        /** Top becomes bottom in every second picture. */
        FLIP_VERTICAL,
        /** A picture moves by whole pixels, and zeros come in. */
        SHIFT,
        /** A part of a picture is stretched to its whole size. */
        CROP
    }
}
