package dev.nnc.examples.common;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Grey square pictures in rows and columns, written as one PNG file. */
public final class Sheet {
    private static final int GAP = 2;

    private final int side;
    private final BufferedImage image;

    /** A black sheet for pictures of {@code side} x {@code side} pixels. */
    public Sheet(int columns, int rows, int side) {
        this.side = side;
        image = new BufferedImage(
                columns * (side + GAP) + GAP, rows * (side + GAP) + GAP, BufferedImage.TYPE_BYTE_GRAY);
    }

    /**
     * Draws a picture.
     *
     * @param pixels its pixels from {@code from} on, row by row, from {@code black} to {@code white}; what is beyond is cut off
     */
    public void draw(int column, int row, float[] pixels, int from, float black, float white) {
        int left = GAP + column * (side + GAP);
        int top = GAP + row * (side + GAP);
        for (int i = 0; i < side * side; i++) {
            float light = (pixels[from + i] - black) / (white - black);
            int grey = Math.round(255 * Math.max(0, Math.min(1, light)));
            image.getRaster().setSample(left + i % side, top + i / side, 0, grey);
        }
    }

    /** Writes the sheet. */
    public void write(Path png) throws IOException {
        if (!ImageIO.write(image, "png", png.toFile())) {
            throw new IOException("this Java cannot write PNG files");
        }
    }
}
