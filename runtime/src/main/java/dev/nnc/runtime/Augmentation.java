package dev.nnc.runtime;

/**
 * A random change of the pictures that a model is trained on, drawn anew for each picture in each epoch.
 *
 * @param input the input that holds the pictures: its last two axes are height and width
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

    /** Left becomes right in every second picture. */
    public static Augmentation flipHorizontal(String input) {
        return new Augmentation(Kind.FLIP_HORIZONTAL, input, 0);
    }

    /** Top becomes bottom in every second picture. */
    public static Augmentation flipVertical(String input) {
        return new Augmentation(Kind.FLIP_VERTICAL, input, 0);
    }

    /** Pictures move by up to {@code most} pixels to each side, up and down; zeros come in. */
    public static Augmentation shift(String input, int most) {
        return new Augmentation(Kind.SHIFT, input, most);
    }

    /**
     * A part of a picture, anywhere in it, is stretched to its whole size.
     *
     * @param least the least side of the part, as a share of the picture's; above 0 and below 1
     */
    public static Augmentation crop(String input, double least) {
        return new Augmentation(Kind.CROP, input, least);
    }
}
