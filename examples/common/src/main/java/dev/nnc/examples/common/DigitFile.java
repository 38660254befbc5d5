package dev.nnc.examples.common;

import dev.nnc.runtime.Signature;
import dev.nnc.runtime.data.ArraySource;
import dev.nnc.runtime.data.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Handwritten digits of 8 x 8 pixels, 0 to 16, in a CSV file with a header: 64 pixels and the digit. */
public final class DigitFile {
    private static final int SIDE = 8;

    /** How many pixels a digit has. */
    public static final int PIXELS = SIDE * SIDE;

    private final float[] pixels;
    private final int[] digits;

    private DigitFile(float[] pixels, int[] digits) {
        this.pixels = pixels;
        this.digits = digits;
    }

    /** Reads a file. */
    public static DigitFile read(Path csv) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        List<String> rows = lines.subList(1, lines.size());
        float[] pixels = new float[rows.size() * PIXELS];
        int[] digits = new int[rows.size()];
        for (int i = 0; i < digits.length; i++) {
            String[] cells = rows.get(i).split(",");
            for (int j = 0; j < PIXELS; j++) {
                pixels[i * PIXELS + j] = Float.parseFloat(cells[j]);
            }
            digits[i] = Integer.parseInt(cells[PIXELS]);
        }
        return new DigitFile(pixels, digits);
    }

    /** All digits, as examples for a model of 64 numbers and a class. */
    public DataSource source(Signature signature) {
        return ArraySource.of(signature, digits.length, pixels, digits);
    }

    /** The pixels of the i-th digit, row by row. */
    public float[] pixels(int i) {
        float[] one = new float[PIXELS];
        System.arraycopy(pixels, i * PIXELS, one, 0, PIXELS);
        return one;
    }

    /** A picture of a digit in characters, from its pixels at {@code from} on. */
    public static String picture(float[] pixels, int from) {
        StringBuilder picture = new StringBuilder();
        for (int i = 0; i < PIXELS; i++) {
            picture.append(" .:-=+*#@".charAt((int) pixels[from + i] / 2)).append(i % SIDE == SIDE - 1 ? "\n" : "");
        }
        return picture.toString();
    }
}
